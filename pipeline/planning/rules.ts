import type { Text } from '../contracts/index.ts';

/** Types of inspection (rule I1) that a plan sends a team out for. */
export const visitTypes = [
  'full_checkup',
  'special',
  'covert',
  'area_mutual',
  'double_random',
  'night_dormitory',
] as const;
export type VisitType = (typeof visitTypes)[number];

/** What an inspector may be good at. */
export const skills = ['fire', 'food', 'laboratory', 'bus', 'building'] as const;
export type Skill = (typeof skills)[number];

/** Facts of a unit that call for a skill. */
export const skillFacts = [
  'always',
  'canteen',
  'chemistry_laboratory',
  'school_buses',
  'simple_premises',
  'works_in_progress',
] as const;
export type SkillFact = (typeof skillFacts)[number];

export const planTiers = ['red', 'orange', 'yellow', 'blue'] as const;
export type PlanTier = (typeof planTiers)[number];

/** Types with a quota of their own. */
export const quotaTypes = ['covert', 'area_mutual', 'night_dormitory'] as const;
export type QuotaType = (typeof quotaTypes)[number];

/** Days from `from` to `to`, both included, as ISO dates. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly label: Text;
}

export interface SkillRule {
  readonly skill: Skill;
  readonly when: SkillFact;
  readonly types: readonly VisitType[];
}

/** The calendar that all teams share. */
export interface PlanCalendar {
  readonly holidays: readonly Span[];
  /** Weekend days that are worked. */
  readonly workingWeekends: readonly string[];
  /** No visit to an exam site. */
  readonly exams: readonly Span[];
  /** No visit to units of these kinds. */
  readonly closed: readonly (Span & { readonly kinds: readonly string[] })[];
  /** Findings count `weight` times. */
  readonly keyNodes: readonly (Span & { readonly weight: number })[];
}

/** One version of the planning rules: models/policy/planning/VERSION.yaml says what each means. */
export interface PlanRules {
  readonly file: string;
  readonly version: string;
  readonly effectiveFrom: string;
  readonly title: Text;
  readonly checkupsPerYear: number;
  readonly visitsPerYear: Readonly<Record<PlanTier, number>>;
  readonly visitsPerMonth: number;
  readonly gapMonths: number;
  readonly randomShare: number;
  readonly draw: {
    readonly method: 'uniform' | 'weighted';
    readonly stratifyBy: 'none' | 'area' | 'kind';
  };
  readonly quotas: Readonly<Record<QuotaType, number>>;
  readonly nightMonths: readonly number[];
  readonly value: {
    readonly repeatYield: number;
    readonly discountPerMonth: number;
    readonly deterrence: number;
    readonly travelPerHour: number;
  };
  readonly visitMinutes: Readonly<Record<VisitType, number>>;
  readonly minutesPerThousandPeople: number;
  readonly kindFactors: Readonly<Partial<Record<string, number>>>;
  readonly dayMinutes: number;
  readonly travel: {
    readonly kilometresPerHour: number;
    readonly detour: number;
    readonly minutesPerStop: number;
  };
  readonly skills: readonly SkillRule[];
  readonly pair: {
    readonly inspectors: number;
    readonly maximumDaysTogether: number;
    readonly notWhoInspectedLast: boolean;
  };
  readonly calendar: PlanCalendar;
}
