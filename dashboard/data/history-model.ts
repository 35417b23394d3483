import { rows } from './rows.ts';
import { query } from './session.svelte.ts';

/** What the history model can be relied on for in the newest month: features.expected_finding, history.parameter. */
export interface HistoryModel {
  readonly month: string;
  readonly fitted_from: string;
  readonly model_status: 'fitted' | 'prior';
  /** Whether its points count for tier and regime. */
  readonly trusted: boolean;
  readonly prior_because: 'too_few' | 'no_convergence' | null;
  /** What it was tried on; null where nothing was fitted, and for who may not see the whole district. */
  readonly windows: number | null;
  readonly window_days: number | null;
  readonly predictions: number | null;
  readonly events: number | null;
  readonly lift: number | null;
  readonly lift_low: number | null;
  readonly lift_high: number | null;
}

/** The model of the newest month; undefined before anything was decided. Called in an effect. */
export const loadHistoryModel = async (): Promise<HistoryModel | undefined> =>
  rows<HistoryModel>(await query('history_model'))[0];

/** In how many words the model is told of: not fitted, not relied on, relied on since little, or relied on. */
export type Standing = 'prior' | 'silent' | 'young' | 'trusted';

/** Windows shorter than this are quarters, as in a young record. */
const HALF_YEAR_DAYS = 182;

/** Whether it was tried on quarters; half-years, where nothing is told of them. */
export const byQuarters = ({ window_days }: HistoryModel): boolean =>
  window_days !== null && window_days < HALF_YEAR_DAYS;

export function standingOf(model: HistoryModel): Standing {
  if (model.model_status === 'prior') return 'prior';
  if (!model.trusted) return 'silent';
  return byQuarters(model) ? 'young' : 'trusted';
}
