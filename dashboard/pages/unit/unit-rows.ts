import type { Cell } from '../../data/rows.ts';
import type { RegimePoints } from './regime-standing.ts';
import type { Tier } from '../../theme/tier.ts';

/** A row of query `unit`: the register without personal data; exposures are read by name. */
export interface UnitRow extends Readonly<Record<string, Cell>> {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly kind: string;
  readonly ownership: string | null;
  readonly area: string;
  readonly area_lead: boolean;
  readonly parent_code: string | null;
  readonly linked_office: string | null;
  readonly assessed_risk: string | null;
  readonly unit_status: string;
}

/** A row of query `decision`; `month` and `regime_since` as YYYY-MM-DD. */
export interface DecisionRow {
  readonly unit_code: string;
  readonly month: string;
  readonly regime: string;
  readonly tier: Tier;
  readonly score: number;
  readonly band_low: number | null;
  readonly band_high: number | null;
  readonly held: boolean;
  readonly regime_since: string;
  readonly policy_version: string;
  /** Version and fingerprint of the program that decided; null where it was not recorded yet. */
  readonly program: string | null;
}

/** A row of query `decision_reason`. */
export interface ReasonRow {
  readonly ordinal: number;
  readonly reason_kind: 'gate' | 'indicator' | 'hold';
  readonly indicator_group: string | null;
  readonly indicator: string;
  readonly value: number | null;
  readonly points: number | null;
  readonly maximum_points: number | null;
  readonly evidence_count: number;
  readonly reason_zh: string;
  readonly reason_en: string;
  readonly change_zh: string | null;
  readonly change_en: string | null;
  /** Whether it counts for tier and regime: not so where the history model is silent. */
  readonly is_counted: boolean;
}

/** A row of query `decision_change`. */
export interface ChangeRow {
  readonly ordinal: number;
  readonly part_kind: 'indicator' | 'policy' | 'program' | 'gate' | 'hold';
  readonly indicator: string;
  readonly direction: 'up' | 'down' | 'opened' | 'lifted' | 'began' | 'ended' | 'stays';
  readonly value_before: number | null;
  readonly value: number | null;
  /** In whole hundredths; the parts of a month add up to the difference of its scores. */
  readonly points_change: number;
}

/** A row of query `decision_anew`: of a decision published by another program, what the present one comes to. */
export interface AnewRow {
  readonly program: string | null;
  readonly program_now: string;
  /** Null where it decides nothing of the unit. */
  readonly regime_anew: 'full_checkup' | 'intensified' | null;
  readonly tier_anew: Tier | null;
  readonly score_anew: number | null;
  readonly regime_differs: boolean;
  readonly tier_differs: boolean;
  readonly score_differs: boolean;
}

/** What the page reads of a row of query `unit_indicator`. */
export interface UnitMonthRow extends RegimePoints {
  readonly month: string;
  readonly gates: number;
  /** Probability that the next visit finds something serious, 0 to 1. */
  readonly serious_probability: number | null;
  /** What the history model says of the policy's threshold. */
  readonly history_verdict: 'above' | 'below' | 'unsure' | 'silent' | null;
}

/** A row of query `evidence`. */
export interface EvidenceRow {
  readonly indicator: string;
  readonly evidence_date: string | null;
  readonly title_zh: string | null;
  readonly title_en: string | null;
  readonly detail: string | null;
  readonly severity: string | null;
  readonly status: string | null;
  readonly file_id: string | null;
  readonly sheet: string | null;
  readonly row_number: number | null;
}

/** What every section of the page is about. */
export interface Subject {
  readonly unit: UnitRow;
  /** YYYY-MM. */
  readonly month: string;
}

/** A unit's months, by `YYYY-MM`. */
export const byMonth = (rows: readonly UnitMonthRow[]): ReadonlyMap<string, UnitMonthRow> =>
  new Map(rows.map((row) => [row.month.slice(0, 7), row]));

/** The gates open in each month, by `YYYY-MM`. */
export const gatesByMonth = (
  months: ReadonlyMap<string, UnitMonthRow> | undefined,
): ReadonlyMap<string, UnitMonthRow['gates']> =>
  new Map([...(months ?? [])].map(([name, row]) => [name, row.gates]));
