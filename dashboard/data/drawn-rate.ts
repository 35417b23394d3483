import { rows } from './rows.ts';
import { query } from './session.svelte.ts';

/** What a month's drawn units say of all units: marts.plan_estimate. */
export interface DrawnRate {
  readonly month: string;
  readonly units_eligible: number;
  readonly units_drawn: number;
  readonly units_visited: number;
  /** Share of all units at which a visit is serious; null until results are in. */
  readonly serious_share: number | null;
  readonly serious_share_low: number | null;
  readonly serious_share_high: number | null;
}

/** The rates of all months with a draw, the newest first. Called in an effect, asked again for a new snapshot. */
export const loadDrawnRates = async (): Promise<readonly DrawnRate[]> =>
  rows<DrawnRate>(await query('plan_estimate'));
