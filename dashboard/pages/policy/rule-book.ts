/** A version of the policy, as query `policy_version` tells it; dates as YYYY-MM-DD. */
export interface VersionRow {
  readonly policy_version: string;
  readonly effective_from: string;
  /** First day it is used for; the earliest version covers all before it. */
  readonly applies_from: string;
  /** First day it is no longer used for. */
  readonly applies_to: string;
  readonly title_zh: string;
  readonly title_en: string;
  /** null: it came with Xiaoan, or somebody wrote the file. */
  readonly published_by: string | null;
  readonly published_at: string | null;
  readonly note: string | null;
}

interface Labelled {
  readonly policy_version: string;
  readonly label_zh: string;
  readonly label_en: string;
}

export interface GroupRow extends Labelled {
  readonly indicator_group: string;
}

export interface IndicatorRow extends Labelled {
  readonly indicator: string;
  readonly indicator_group: string;
  readonly unit_zh: string;
  readonly unit_en: string;
  readonly cap: number;
  readonly weight: number;
  readonly lookback_months: number | null;
  readonly reason_zh: string;
  readonly reason_en: string;
  readonly source_rule: string;
}

export interface GateRow extends Labelled {
  readonly gate: string;
  readonly lookback_months: number | null;
  readonly minimum_tier: string;
  readonly reason_zh: string;
  readonly reason_en: string;
  readonly source_rule: string;
}

export interface TierRow extends Labelled {
  readonly tier: string;
  readonly minimum_score: number;
}

export interface RegimeRow {
  readonly policy_version: string;
  readonly enter_score: number;
  readonly leave_score: number;
  readonly enter_responsibility: number;
  readonly leave_responsibility: number;
  readonly enter_hazard: number;
  readonly leave_hazard: number;
  readonly months_to_leave: number;
  readonly tier_margin: number;
  readonly full_checkup_visits: number;
  readonly intensified_visits: number;
}

export interface ExposureRow extends Labelled {
  readonly indicator: string;
  readonly fact: string;
  readonly points: number;
}

export interface DrillRow {
  readonly policy_version: string;
  readonly kind: string;
  readonly every_months: number;
  readonly minimum_year: number;
  readonly extra_year: number;
}

export interface ReturnRow {
  readonly policy_version: string;
  readonly dataset: string;
  readonly kind: string;
  readonly day: number;
  readonly reported_by: string;
}

export interface SignalRow extends Labelled {
  readonly signal: string;
}

/** Every table of one version. */
export interface RuleBook {
  readonly version: VersionRow;
  readonly groups: readonly GroupRow[];
  readonly indicators: readonly IndicatorRow[];
  readonly gates: readonly GateRow[];
  readonly tiers: readonly TierRow[];
  readonly regime: RegimeRow;
  readonly exposures: readonly ExposureRow[];
  readonly drills: readonly DrillRow[];
  readonly holidays: readonly number[];
  readonly returns: readonly ReturnRow[];
  readonly severities: readonly { readonly severity: string; readonly points: number }[];
  readonly accidents: readonly {
    readonly accident_level: string;
    readonly points: number;
    readonly gate: boolean;
  }[];
  /** What signals to verify are called, those that are off in this version too. */
  readonly signals: readonly SignalRow[];
  readonly settings: Readonly<Record<string, number>>;
  /** What the datasets are called. */
  readonly datasets: readonly {
    readonly dataset: string;
    readonly label_zh: string;
    readonly label_en: string;
  }[];
}

/** The version that a month is decided by. */
export const versionInForce = (
  versions: readonly VersionRow[],
  month: string,
): VersionRow | undefined =>
  versions.find(
    ({ applies_from: from, applies_to: to }) => from <= `${month}-01` && to > `${month}-01`,
  );

/**
 * What an indicator or gate says of a unit, told of any unit: the template of its reason with a sign in place of the
 * number.
 */
export const meaning = (template: string, months: number | null, sign: string): string =>
  template.replaceAll('{value}', sign).replaceAll('{months}', String(months ?? ''));
