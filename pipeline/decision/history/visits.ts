/** One inspection and what it found, as the history model sees it. */
export interface Visit {
  /** Breaks ties between visits of one unit on one day. */
  readonly inspection: string;
  readonly unit: string;
  /** Days since 1970-01-01. */
  readonly day: number;
  /** Severity points, 0 or more. */
  readonly points: number;
  /** The event that is predicted: the visit found something serious. */
  readonly serious: boolean;
  /** Who inspected, how, and what the register said of the unit on the day; null where nobody knows. */
  readonly team: string | null;
  readonly type: string | null;
  readonly exposureClass: string | null;
  readonly brand: string | null;
  readonly area: string | null;
}

/** Facts of a visit that have few values and repeat. */
export const factors = ['team', 'type', 'exposureClass', 'brand', 'area'] as const;

export type Factor = (typeof factors)[number];

/** What stands in for a fact that nobody knows: a level like any other. */
export const UNKNOWN = '';

/** The values of a fact, coded by whole numbers. */
export interface Coded {
  /** Code of each visit. */
  readonly code: Int32Array;
  /** Value of each code, in the order of code points. */
  readonly levels: readonly string[];
}

/**
 * Visits as columns, ordered by day, unit and inspection, so that the same visits give the same bits whatever
 * order they came in.
 */
export interface VisitTable {
  readonly visits: number;
  readonly inspection: readonly string[];
  readonly day: Int32Array;
  /** Month of the year of each day, 0 to 11. */
  readonly month: Uint8Array;
  readonly points: Float64Array;
  readonly serious: Float64Array;
  readonly unit: Coded;
  readonly factor: Readonly<Record<Factor, Coded>>;
}

const byText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** More points than this count as this, so that sums and squares of points stay finite. */
const MOST_POINTS = 1e9;

/** Puts visits into columns. */
export function visitTable(visits: readonly Visit[]): VisitTable {
  const sorted = visits.toSorted(
    (one, other) =>
      one.day - other.day ||
      byText(one.unit, other.unit) ||
      byText(one.inspection, other.inspection),
  );
  const factor = Object.fromEntries(
    factors.map((name) => [name, coded(sorted.map((visit) => visit[name] ?? UNKNOWN))]),
  ) as Record<Factor, Coded>;
  return {
    visits: sorted.length,
    inspection: sorted.map(({ inspection }) => inspection),
    day: Int32Array.from(sorted, ({ day }) => day),
    month: Uint8Array.from(sorted, ({ day }) => monthOfYear(day)),
    points: Float64Array.from(sorted, ({ points }) => Math.min(points, MOST_POINTS)),
    serious: Float64Array.from(sorted, ({ serious }) => Number(serious)),
    unit: coded(sorted.map(({ unit }) => unit)),
    factor,
  };
}

function coded(values: readonly string[]): Coded {
  const levels = [...new Set(values)].sort(byText);
  const codes = new Map(levels.map((level, code) => [level, code]));
  return { code: Int32Array.from(values, (value) => codes.get(value) ?? 0), levels };
}

/**
 * How many visits lie before a day. They are the first ones of the table.
 * @param day days since 1970-01-01
 */
export function visitsBefore(table: VisitTable, day: number): number {
  let low = 0;
  let high = table.visits;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((table.day[middle] ?? 0) < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The table as if nothing from a day on were known, its values included. Places of visits stay. */
export function tableBefore(table: VisitTable, day: number): VisitTable {
  const visits = visitsBefore(table, day);
  if (visits === table.visits) return table;
  const cut = ({ code, levels }: Coded): Coded =>
    coded(Array.from(code.subarray(0, visits), (one) => levels[one] ?? UNKNOWN));
  return {
    visits,
    inspection: table.inspection.slice(0, visits),
    day: table.day.slice(0, visits),
    month: table.month.slice(0, visits),
    points: table.points.slice(0, visits),
    serious: table.serious.slice(0, visits),
    unit: cut(table.unit),
    factor: Object.fromEntries(factors.map((name) => [name, cut(table.factor[name])])) as Record<
      Factor,
      Coded
    >,
  };
}

const DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO date. */
export const dayOf = (date: string): number => Math.round(Date.parse(date.slice(0, 10)) / DAY);

/** ISO date of a day. */
export const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/** Month of the year, 0 to 11. */
export const monthOfYear = (day: number): number => new Date(day * DAY).getUTCMonth();
