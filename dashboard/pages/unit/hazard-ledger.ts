import { undoneClosing, type HazardEvents } from './hazard-events.ts';

/** A row of query `hazard`; dates as "YYYY-MM-DD". */
export interface HazardRow {
  readonly hazard_number: string;
  readonly found_date: string;
  readonly deadline: string | null;
  readonly closed_date: string | null;
  readonly severity: string;
  readonly status: string;
  readonly source: string;
  readonly work_area: string;
  readonly description: string;
  readonly place: string | null;
  readonly responsible_party: string | null;
  readonly measures: string | null;
  readonly funds: number | null;
  readonly contingency_plan: string | null;
  readonly extensions: number;
}

/** What rule H3 asks of a hazard that cannot be fixed at once. */
export const fiveThings = [
  'responsible_party',
  'measures',
  'funds',
  'deadline',
  'contingency_plan',
] as const;
export type Thing = (typeof fiveThings)[number];

/** A hazard as of a day. */
export interface LedgerRow extends HazardRow {
  /** Not struck off yet (rule H1: rectified and reported is not enough). */
  readonly open: boolean;
  /** Whether the work was done by then. */
  readonly rectified: boolean;
  /** Days from finding to rectification, or to the day asked about until then. */
  readonly ageDays: number;
  /** Days past the deadline, 0 where there is none or it was kept. */
  readonly overdueDays: number;
  /** Which of the five things are not filled in. */
  readonly missing: readonly Thing[];
}

const millisecondsOfDay = 86_400_000;

/** Whole days from one ISO date to another, negative where `to` is earlier. */
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / millisecondsOfDay);

const filled = (value: string | null) => value !== null && value.trim() !== '';

function missingThings(hazard: HazardRow): readonly Thing[] {
  const present: Record<Thing, boolean> = {
    responsible_party: filled(hazard.responsible_party),
    measures: filled(hazard.measures),
    funds: hazard.funds !== null,
    deadline: hazard.deadline !== null,
    contingency_plan: filled(hazard.contingency_plan),
  };
  return fiveThings.filter((thing) => !present[thing]);
}

/**
 * The ledger as of the end of a day (ISO): hazards found by then, open ones first; among the open
 * those still to be rectified, then the most overdue, then major before general, then the oldest;
 * among the closed the latest first. A closing that was undone later counts until then.
 */
export function ledgerAsOf(
  hazards: readonly HazardRow[],
  day: string,
  events: HazardEvents = new Map(),
): readonly LedgerRow[] {
  return hazards
    .filter((hazard) => hazard.found_date <= day)
    .map((hazard): HazardRow => {
      const closed = undoneClosing(events.get(hazard.hazard_number) ?? [], day);
      return closed === null ? hazard : { ...hazard, status: 'struck_off', closed_date: closed };
    })
    .map((hazard): LedgerRow => {
      const rectified = hazard.closed_date !== null && hazard.closed_date <= day;
      const end = rectified ? (hazard.closed_date ?? day) : day;
      return {
        ...hazard,
        open: !rectified || hazard.status !== 'struck_off',
        rectified,
        ageDays: daysBetween(hazard.found_date, end),
        overdueDays: hazard.deadline === null ? 0 : Math.max(0, daysBetween(hazard.deadline, end)),
        missing: missingThings(hazard),
      };
    })
    .sort((a, b) => {
      if (a.open !== b.open) return a.open ? -1 : 1;
      if (!a.open) return (b.closed_date ?? '').localeCompare(a.closed_date ?? '');
      return (
        Number(a.rectified) - Number(b.rectified) ||
        b.overdueDays - a.overdueDays ||
        Number(b.severity === 'major') - Number(a.severity === 'major') ||
        b.ageDays - a.ageDays
      );
    });
}
