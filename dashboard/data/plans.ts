import { ask, post, type ReportedError } from './actions.ts';

export interface PlanSummary {
  readonly id: string;
  readonly status: 'draft' | 'published';
  readonly created_at: string;
  readonly published_at: string | null;
  readonly published_by: string | null;
  readonly first_month: string;
  readonly months: number;
  readonly days: number | null;
  readonly visits: number;
  readonly units: number;
  readonly serious_expected: number;
  readonly travel_minutes: number;
  readonly gap: number;
  readonly clash: boolean;
}

export interface Visit {
  readonly unit_code: string;
  readonly unit_name: string;
  readonly area: string;
  readonly kind: string;
  readonly tier: string;
  readonly reason: string | null;
  readonly position: readonly [number, number] | null;
  readonly date: string;
  readonly type: string;
  readonly type_label: string;
  readonly night: boolean;
  readonly team: string;
  readonly inspectors: readonly string[];
  readonly minutes: number;
  readonly expected: number;
  readonly origin: string;
  readonly origin_label: string;
  readonly locked: boolean;
}

export interface Breach {
  readonly rule: string;
  readonly hard: boolean;
  readonly text: string;
  readonly place: string;
  /** What to do about it, where that depends on the visits. */
  readonly advice: string | null;
}

export interface PlanMonthDays {
  readonly month: string;
  readonly working: readonly string[];
  readonly marks: readonly {
    readonly from: string;
    readonly to: string;
    readonly sort: 'holiday' | 'exam' | 'closed' | 'key_node';
    readonly label: string;
  }[];
  readonly teams: readonly { readonly team: string; readonly most: number }[];
}

export interface PlanDetail extends Omit<PlanSummary, 'visits' | 'clash'> {
  readonly rules_version: string;
  /** As the file of teams that it was made with calls itself; its SHA-256, null where it was not kept. */
  readonly capacity_version: string;
  readonly capacity_file_id: string | null;
  readonly objective: number;
  readonly bound: number;
  readonly stopped: boolean;
  readonly visits: readonly Visit[];
  readonly routes: readonly {
    readonly date: string;
    readonly team: string;
    readonly road: number;
    readonly start: readonly [number, number];
  }[];
  readonly month_days: readonly PlanMonthDays[];
  readonly breaches: readonly Breach[];
  readonly clash: {
    readonly certain: boolean;
    readonly rules: readonly string[];
    readonly relaxations: readonly {
      readonly rule: string;
      readonly amount: number | null;
      readonly unit: string;
    }[];
  } | null;
  readonly changes: readonly {
    readonly at: string;
    readonly by: string;
    readonly reason: string;
    readonly note: string;
    readonly action: 'move' | 'remove' | 'add' | 'lock' | 'unlock';
    readonly undone: boolean;
    readonly unit_name: string;
    readonly from: string;
    readonly to: string;
  }[];
}

export interface Draw {
  readonly commitment: string;
  readonly month: string;
  readonly committed_at: string;
  readonly sources: readonly string[];
  readonly known_at: string;
  readonly draws: number;
  readonly units: number;
  readonly certificate: string | null;
  readonly seed_values: readonly string[];
  readonly drawn: readonly {
    readonly unit_code: string;
    readonly unit_name: string;
    readonly inclusion_probability: number;
    readonly inspectors: readonly string[];
  }[];
}

export interface PlanOverview {
  /** Newest month decided. */
  readonly month: string;
  /** As the file of teams calls itself. */
  readonly capacity_version: string;
  /** SHA-256 of that file. */
  readonly capacity_file_id: string;
  /** Why nothing can be planned with it: teams start from areas that there are not. */
  readonly capacity_fault: ReportedError | null;
  readonly teams: readonly {
    readonly team: string;
    readonly kind: string;
    readonly area: string;
    readonly days: number;
    readonly inspectors: number;
  }[];
  /** Visits of published plans that were not made: a plan of the next month begins with them. */
  readonly left_over: readonly {
    readonly unit_code: string;
    readonly unit_name: string;
    /** First month for which it was planned, `YYYY-MM`. */
    readonly since: string;
  }[];
  readonly plans: readonly PlanSummary[];
  readonly draws: readonly Draw[];
}

/** What stands in for the overview while there is no file of teams. */
export interface NoTeams {
  readonly capacity_version: null;
}

export interface Making {
  readonly state: 'idle' | 'making' | 'done' | 'failed';
  readonly step: string | null;
  readonly best: number | null;
  readonly bound: number | null;
  readonly plan_id: string | null;
  readonly error: ReportedError | null;
}

export interface ChangeAnswer {
  readonly refused: boolean;
  readonly breaches: readonly Breach[];
  readonly plan: PlanDetail | null;
}

/** Who changes a visit, and why. */
export interface Signed {
  readonly by: string;
  readonly reason: string;
  readonly note: string;
}

const visitFields = (plan: string, visit: Visit, { by, reason, note }: Signed) => ({
  plan,
  unit_code: visit.unit_code,
  date: visit.date,
  team: visit.team,
  by,
  reason,
  note: note.trim() === '' ? null : note,
});

export const askPlans = (): Promise<PlanOverview | NoTeams> => ask('/api/plan');
export const askPlan = (id: string): Promise<PlanDetail> => ask(`/api/plan/${id}`);
export const askMaking = (): Promise<Making> => ask('/api/plan/making');

export const makePlan = (
  month: string,
  months: number,
  days: number | null,
  certificates: readonly string[],
  locksOf: string | null,
): Promise<Making> =>
  post('/api/plan/make', {
    month,
    months: String(months),
    days: days === null ? null : String(days),
    certificates: certificates.length === 0 ? null : certificates.join(','),
    locks_of: locksOf,
  });
export const stopMaking = (): Promise<Making> => post('/api/plan/stop', {});

/** Moves a visit; `trial`: only asks whether it could be. */
export const moveVisit = (
  plan: string,
  visit: Visit,
  to: { readonly date: string; readonly team: string },
  signed: Signed,
  trial: boolean,
): Promise<ChangeAnswer> =>
  post('/api/plan/move', {
    ...visitFields(plan, visit, signed),
    to_date: to.date,
    to_team: to.team,
    trial,
  });
/** A visit that somebody wants added. */
export interface VisitWish {
  readonly unit_code: string;
  readonly date: string;
  readonly team: string;
  readonly type: string;
}

/** Adds a visit to a unit that is not planned; `trial`: only asks whether it could be. */
export const addVisit = (
  plan: string,
  { unit_code, date, team, type }: VisitWish,
  { by, reason, note }: Signed,
  trial: boolean,
): Promise<ChangeAnswer> =>
  post('/api/plan/add', {
    plan,
    unit_code,
    date,
    team,
    type,
    by,
    reason,
    note: note.trim() === '' ? null : note,
    trial,
  });
export const removeVisit = (plan: string, visit: Visit, signed: Signed): Promise<ChangeAnswer> =>
  post('/api/plan/remove', visitFields(plan, visit, signed));
export const lockVisit = (
  plan: string,
  visit: Visit,
  locked: boolean,
  signed: Signed,
): Promise<ChangeAnswer> => post('/api/plan/lock', { ...visitFields(plan, visit, signed), locked });
export const undoChange = (plan: string): Promise<PlanDetail> => post('/api/plan/undo', { plan });
export const publishPlan = (plan: string, by: string): Promise<PlanDetail> =>
  post('/api/plan/publish', { plan, by });
export const commitDraw = (
  month: string,
  source: string,
  knownAt: string,
): Promise<{ draws: readonly Draw[] }> =>
  post('/api/draw/commit', { month, source, known_at: knownAt });
export const revealDraw = (
  commitment: string,
  value: string,
): Promise<{ draws: readonly Draw[] }> => post('/api/draw/reveal', { commitment, value });
