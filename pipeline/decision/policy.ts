import type { Text } from '../contracts/index.ts';
import type { PolicySignal } from './signals.ts';

/** The five groups of indicators, in the order of the page. */
export const indicatorGroups = [
  'exposure',
  'hazard',
  'responsibility',
  'drill',
  'inspection',
] as const;

/** Every indicator that the models compute, with the group it belongs to. */
export const indicatorGroupOf = {
  exposure_facilities: 'exposure',
  exposure_people: 'exposure',
  hazard_overdue: 'hazard',
  hazard_days_overdue: 'hazard',
  hazard_extended: 'hazard',
  finding_overdue: 'hazard',
  return_missing: 'responsibility',
  return_late: 'responsibility',
  report_silence: 'responsibility',
  campaign_late: 'responsibility',
  drill_missed: 'drill',
  drill_incomplete: 'drill',
  finding_expected: 'inspection',
  finding_repeated: 'inspection',
  accident_history: 'inspection',
} as const satisfies Record<string, (typeof indicatorGroups)[number]>;

/** The setting that holds the look-back of an indicator, where it has one. */
export const lookbackOf: Partial<Record<keyof typeof indicatorGroupOf, SettingName>> = {
  hazard_days_overdue: 'hazard_months',
  hazard_extended: 'hazard_months',
  return_missing: 'return_months',
  return_late: 'return_months',
  report_silence: 'silence_months',
  campaign_late: 'return_months',
  drill_missed: 'drill_months',
  drill_incomplete: 'drill_months',
  finding_repeated: 'repeated_months',
  accident_history: 'accident_months',
};

export type IndicatorName = keyof typeof indicatorGroupOf;
export const indicatorNames = Object.keys(indicatorGroupOf) as readonly IndicatorName[];

/** Indicators that came after the first version: one written before may lack them; they give no points in it. */
export const laterIndicators: readonly IndicatorName[] = ['campaign_late'];

export const gateNames = ['accident_recent', 'open_major_hazard', 'false_return'] as const;
/** Why a decision is not what the month alone would say. */
export const holdNames = [
  'regime_kept',
  'history_above',
  'history_unsure',
  'history_silent',
  'tier_kept',
] as const;
/** Worst first. */
export const tierNames = ['red', 'orange', 'yellow', 'blue'] as const;
export const regimeNames = ['full_checkup', 'intensified'] as const;

/** Facts of the register that count as facilities; each is worth the points of the policy where true. */
export const facilityFacts = [
  'canteen',
  'chemistry_laboratory',
  'school_buses',
  'lifts',
  'gas',
  'ebike_charging',
  'high_rise',
  'simple_premises',
  'migrant_children',
  'exam_site',
  'works_in_progress',
  'hazardous_ground',
  'outside_property_company',
  'practical_training',
  'private',
  'building_old',
  'no_fire_acceptance',
  'assessed_high',
  'assessed_medium',
] as const;
/** Counts of the register; each person weighs the points of the policy. */
export const peopleFacts = ['students', 'boarders', 'staff'] as const;

export type ExposureFact = (typeof facilityFacts | typeof peopleFacts)[number];

export interface PolicyIndicator {
  readonly indicator: IndicatorName;
  readonly weight: number;
  readonly cap: number;
  readonly source: string;
  readonly label: Text;
  readonly unit: Text;
  readonly reason: Text;
  readonly change: Text;
}

export interface PolicyGate {
  readonly gate: (typeof gateNames)[number];
  /** null: as long as the fact holds. */
  readonly lookbackMonths: number | null;
  readonly minimumTier: (typeof tierNames)[number];
  readonly source: string;
  readonly label: Text;
  readonly reason: Text;
  readonly change: Text;
}

/** A limit that closes at `enter` and opens only below `leave`. */
export interface Hysteresis {
  readonly enter: number;
  readonly leave: number;
}

/** Who published a version from the policy page, when (ISO time), and why. */
export interface PolicyPublication {
  readonly by: string;
  readonly at: string;
  readonly note: string;
}

/** One version of the rules, checked. Names and units as in `models/policy/*.yaml`. */
export interface Policy {
  readonly file: string;
  /** Line of `effective_from`, for what is wrong between files. */
  readonly line: number;
  readonly version: string;
  readonly effectiveFrom: string;
  /** The version that it takes over from, and from no other; null: from whichever is in force. */
  readonly succeeds: string | null;
  readonly title: Text;
  /** null: it came with Xiaoan, or somebody wrote the file. */
  readonly published: PolicyPublication | null;
  readonly groups: readonly { group: (typeof indicatorGroups)[number]; label: Text }[];
  readonly indicators: readonly PolicyIndicator[];
  readonly gates: readonly PolicyGate[];
  readonly holds: readonly {
    hold: (typeof holdNames)[number];
    label: Text;
    reason: Text;
    change: Text;
  }[];
  readonly tierMargin: number;
  readonly tiers: readonly {
    tier: (typeof tierNames)[number];
    minimumScore: number;
    label: Text;
  }[];
  readonly regime: {
    readonly score: Hysteresis;
    readonly responsibility: Hysteresis;
    readonly hazard: Hysteresis;
    readonly monthsToLeave: number;
    /** Visits that a unit of the regime needs in a year. */
    readonly visitsAYear: Record<(typeof regimeNames)[number], number>;
    readonly labels: Record<(typeof regimeNames)[number], Text>;
  };
  readonly exposures: readonly {
    indicator: 'exposure_facilities' | 'exposure_people';
    fact: ExposureFact;
    points: number;
  }[];
  readonly holidayMonths: readonly number[];
  readonly drillRequirements: readonly {
    kind: string;
    everyMonths: number;
    minimumYear: number;
    extraYear: number;
  }[];
  readonly returns: readonly {
    dataset: string;
    dueDay: number;
    reportedBy: string;
    kinds: readonly string[];
  }[];
  readonly severityPoints: readonly { severity: string; points: number }[];
  readonly accidentLevels: readonly { level: string; points: number; gate: boolean }[];
  /** What is to be verified; no part of the score. */
  readonly signals: readonly PolicySignal[];
  /** Single numbers, by their column in `policy.setting`. */
  readonly settings: Readonly<Record<SettingName, number>>;
}

/** Columns of `policy.setting`: the numbers of a policy that stand alone. */
export const settingLabels = {
  building_old_years: ['老旧校舍年限', 'Age from which a building counts as old, years'],
  drill_minimum_traces: ['完整演练最少资料数', 'Traces a full drill needs, of five'],
  drill_judged_after_months: ['演练判定延后月数', 'Months after which a drill period is judged'],
  hazard_months: ['隐患回看月数', 'Look-back for hazards, months'],
  return_months: ['月报回看月数', 'Look-back for returns, months'],
  silence_months: ['自查回看月数', 'Look-back for own reports, months'],
  drill_months: ['演练回看月数', 'Look-back for drills, months'],
  repeated_months: ['屡查屡犯回看月数', 'Look-back for repeated findings, months'],
  accident_months: ['事故回看月数', 'Look-back for accidents, months'],
  default_deadline_days: ['缺省整改期限（天）', 'Deadline where none is given, days'],
  return_scope_share: [
    '报送起始月应报比例',
    'Share of units that make a month the first in which a return is owed',
  ],
  silence_share: ['自查应有比例', "Share of the kind's median a unit is expected to report"],
  accident_late_minutes: ['事故报告时限（分钟）', 'Minutes within which an accident is reported'],
  accident_late_points: ['事故迟报记分', 'Points of a late accident report'],
  half_life_months: ['先验：检查记录半衰期（月）', 'Prior: half-life of a visit, months'],
  prior_visits: ['先验：同类均值折合次数', "Prior: visits that the class's mean weighs"],
  overdispersion: ['先验：离散倍数', 'Prior: overdispersion of severity points'],
  above_points: ['常查界限（分/次）', 'Points a visit above which a unit is looked at more often'],
  above_probability: ['高于界限的判定概率', 'Probability from which a unit counts as above'],
  below_probability: ['低于界限的判定概率', 'Probability up to which it counts as below'],
  band_z: ['区间分位数', 'Normal quantile of the band'],
  bunching_points: ['聚集检验带宽（分）', 'Width of the strips about a cut, points'],
  bunching_months: ['聚集检验月数', 'Months over which heaps at a cut are looked for'],
  bunching_z: ['聚集检验分位数', 'Normal quantile above which a heap is no chance'],
  serious_points: ['严重检查起点（分）', 'Severity points from which a visit counts as serious'],
  signal_accepted_share: [
    '核实名单可接受误列比例',
    'Share of honest units that may be listed by chance',
  ],
  signal_discovery_share: ['名单中可接受误列占比', 'Share of the list that may be chance'],
  signal_peer_weight: ['同类比例收缩权重', "Occasions that the district's share weighs"],
  signal_own_weight: ['同类上报水平收缩权重', "Hazards that the district's level weighs"],
  signal_finding_prior: ['检查所见收缩权重', 'Findings that the usual weighs'],
  signal_finding_exponent: ['检查所见对应报数的指数', 'How reports follow findings, exponent'],
  text_likeness: ['文字雷同界限', 'Likeness from which two texts are the same'],
} as const;

export type SettingName = keyof typeof settingLabels;
