import type { Text } from '../contracts/index.ts';

/** How often something falls due. `once`: a single time within its span. */
export const recurrences = [
  'once',
  'week',
  'month',
  'quarter',
  'term',
  'year',
  'festival',
] as const;
export type Recurrence = (typeof recurrences)[number];

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

/** Rule W2: who hands it in where units form trees. */
export const reporters = ['unit', 'parent', 'both'] as const;

/** A group of units that owe something together. */
export interface UnitGroup {
  readonly group: string;
  readonly label: Text;
  readonly kinds: readonly string[];
  readonly fact: string | null;
  readonly ownership: string | null;
  readonly role: 'area_lead' | 'group_head' | null;
}

/** Days as ISO text, both ends included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

export interface Owner {
  /** Name of a {@link UnitGroup} or code of list `body`. */
  readonly who: string;
  readonly times: number;
}

/** One thing that somebody owes, as often as it recurs within its span. */
export interface Obligation extends Span {
  readonly label: Text;
  readonly owners: readonly Owner[];
  /** The bodies owe it for each unit of this group: it is done unit by unit. */
  readonly covers: string | null;
  readonly every: Recurrence;
  /** Last day of a single one. */
  readonly by: string | null;
  /** Day of the month, that many months later. */
  readonly byDay: number | null;
  readonly monthsAfter: number;
  /** 1 is Monday. */
  readonly weekday: number | null;
  /** Week of the term by whose end it is due. */
  readonly byWeek: number | null;
  readonly daysBefore: number;
  readonly inHolidays: boolean;
  readonly reportedBy: (typeof reporters)[number];
  readonly evidence: string;
  readonly topic: string | null;
  /** Only papers that name this campaign count. */
  readonly own: boolean;
}

/** A pointer: all of another time and type, but these. */
export interface Pointer {
  readonly time: string;
  readonly type: string;
  readonly except: readonly number[];
}

/** One item of a campaign's plan; measurable, a pointer to others, or kept as not measurable. */
export interface Item extends Span {
  /** Its number, or the name of something the document asks for outside its numbered items. */
  readonly item: string;
  readonly number: number | null;
  readonly phase: string | null;
  readonly time: string | null;
  readonly type: string | null;
  readonly task: number | null;
  readonly lead: readonly string[];
  readonly joining: readonly string[];
  readonly label: Text;
  readonly obligations: readonly Obligation[];
  readonly pointer: Pointer | null;
  readonly notMeasurable: Text | null;
  /** Items that a pointer would bring but that this one replaces. */
  readonly overrides: readonly number[];
  readonly line: number;
}

export interface Part extends Span {
  readonly name: string;
  readonly label: Text;
  /** First and last number of the items that stand in it. */
  readonly items: readonly [number, number] | null;
}

export interface Task {
  readonly task: number;
  readonly workArea: string;
  readonly label: Text;
  readonly lead: readonly string[];
  readonly joining: readonly string[];
}

/** A campaign as its document has it. */
export interface Campaign extends Span {
  readonly file: string;
  readonly campaign: string;
  readonly label: Text;
  readonly document: string;
  readonly rules: readonly string[];
  readonly phases: readonly Part[];
  readonly times: readonly Part[];
  readonly tasks: readonly Task[];
  readonly areas: readonly { area: number; workArea: string; label: Text }[];
  readonly items: readonly Item[];
}

/** What campaigns share, and when they run. */
export interface CampaignCalendar {
  readonly groups: readonly UnitGroup[];
  /** `from` and `to` as MM-DD. */
  readonly terms: readonly (Span & { term: string; label: Text })[];
  readonly festivals: readonly { festival: string; label: Text; days: readonly string[] }[];
  /** Days after the end of a single one during which it still counts as done, late. */
  readonly acceptLateDays: number;
  readonly runs: readonly { campaign: string; years: number; line: number }[];
  readonly file: string;
}
