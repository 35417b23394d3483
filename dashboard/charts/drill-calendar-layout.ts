/**
 * A month of a unit: how many drills fell due in it, how many of those were met (in it or in an
 * earlier month of the same period), and how many were held in it.
 */
export interface DrillMonth {
  /** "YYYY-MM". */
  readonly month: string;
  readonly required: number;
  readonly met: number;
  readonly held: number;
}

/** Traces that a drill should leave, rule D3. */
export interface DrillTraces {
  readonly month: string;
  readonly traces: number;
}

/**
 * `held`: a drill that was owed, in the month it was held · `missed`: fewer than owed ·
 * `due`: owed in the newest month, whose logs may still come · `earlier`: owed, and held in an
 * earlier month of the same period · `extra`: held though none was owed · `free`: none owed, none
 * held · `outside`: before the first or after the last month of the data.
 */
export type DrillState = 'held' | 'missed' | 'due' | 'earlier' | 'extra' | 'free' | 'outside';

export interface DrillCell {
  readonly month: string;
  /** 0 (September) … 11 (August). */
  readonly column: number;
  readonly state: DrillState;
  readonly required: number;
  readonly held: number;
  /** True where a drill of the month left fewer than all five traces. */
  readonly incomplete: boolean;
}

/** One school year, 1 September to 31 August (rule D2 counts by it). */
export interface DrillYear {
  /** Calendar year of its September. */
  readonly start: number;
  readonly required: number;
  readonly met: number;
  readonly cells: readonly DrillCell[];
}

/** How many traces a complete drill leaves: plan, record, comment, review, follow-up (rule D3). */
export const tracesOfDrill = 5;

/** Calendar months, 1–12, in the order of the school year. */
export const schoolYearMonths: readonly number[] = [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8];

const monthsOfYear = 12;
const indexOf = (month: string): number =>
  Number(month.slice(0, 4)) * monthsOfYear + Number(month.slice(5, 7)) - 1;

/**
 * Months of a period in which one drill is owed. A drill is owed in the last month of its period
 * (one month for schools, two for kindergartens), so the shortest way from one to the next tells.
 */
function periodLength(months: readonly DrillMonth[]): number {
  const owed = months.filter((row) => row.required > 0).map((row) => indexOf(row.month));
  const gaps = owed.slice(1).map((index, before) => index - (owed[before] ?? index));
  return gaps.length === 0 ? 1 : Math.min(...gaps);
}

/** States by month. Months must be in order. */
function statesOf(months: readonly DrillMonth[], newest: string): ReadonlyMap<string, DrillState> {
  const states = new Map<string, DrillState>(
    months.map((row) => [row.month, row.held > 0 ? 'extra' : 'free']),
  );
  const length = periodLength(months);
  for (const row of months) {
    if (row.required === 0) continue;
    const last = indexOf(row.month);
    const period = months.filter((each) => {
      const index = indexOf(each.month);
      return index <= last && index > last - length;
    });
    for (const each of period) if (each.held > 0) states.set(each.month, 'held');
    if (row.met < row.required) states.set(row.month, row.month === newest ? 'due' : 'missed');
    else if (row.held === 0) states.set(row.month, 'earlier');
  }
  return states;
}

/**
 * Lays months (in order) out as school years × months, newest year first. Every year has twelve
 * cells; months without a row are `outside`.
 */
export function layoutDrillCalendar(
  months: readonly DrillMonth[],
  drills: readonly DrillTraces[],
): readonly DrillYear[] {
  const newest = months.at(-1)?.month ?? '';
  const states = statesOf(months, newest);
  const byMonth = new Map(months.map((row) => [row.month, row]));
  const incomplete = new Set(
    drills.filter((drill) => drill.traces < tracesOfDrill).map((drill) => drill.month),
  );
  const starts = new Set(
    months.map(({ month }) => {
      const year = Number(month.slice(0, 4));
      return Number(month.slice(5, 7)) >= 9 ? year : year - 1;
    }),
  );

  return [...starts]
    .sort((a, b) => b - a)
    .map((start) => {
      const cells = schoolYearMonths.map((number, column): DrillCell => {
        const year = number >= 9 ? start : start + 1;
        const month = `${String(year)}-${String(number).padStart(2, '0')}`;
        const row = byMonth.get(month);
        const required = row?.required ?? 0;
        const held = row?.held ?? 0;
        return {
          month,
          column,
          state: states.get(month) ?? 'outside',
          required,
          held,
          incomplete: incomplete.has(month),
        };
      });
      return {
        start,
        required: cells.reduce((sum, cell) => sum + cell.required, 0),
        met: cells.reduce((sum, cell) => sum + (byMonth.get(cell.month)?.met ?? 0), 0),
        cells,
      };
    });
}
