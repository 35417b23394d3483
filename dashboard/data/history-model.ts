import { rows } from './rows.ts';
import { query } from './session.svelte.ts';

/** What the history model can be relied on for in the newest month: features.expected_finding, history.parameter. */
export interface HistoryModel {
  readonly month: string;
  readonly fitted_from: string;
  /** In how many words it is told of: not fitted, not relied on, relied on since little, or relied on. */
  readonly standing: 'prior' | 'silent' | 'young' | 'trusted';
  /** Whether it was tried on quarters; half-years, where nothing is told of them. */
  readonly by_quarters: boolean;
  readonly prior_because: 'too_few' | 'no_convergence' | null;
  /** What it was tried on; null where nothing was fitted, and for who may not see the whole district. */
  readonly windows: number | null;
  readonly predictions: number | null;
  readonly events: number | null;
  readonly lift: number | null;
  readonly lift_low: number | null;
  readonly lift_high: number | null;
}

/** The model of the newest month; undefined before anything was decided. Called in an effect. */
export const loadHistoryModel = async (): Promise<HistoryModel | undefined> =>
  rows<HistoryModel>(await query('history_model'))[0];
