/** A month of a unit: how many drills policy asks for and how many were held. */
export interface DrillMonth {
  /** "YYYY-MM". */
  readonly month: string;
  readonly required: number;
  readonly held: number;
}

/** Traces that a drill should leave, rule D3. */
export interface DrillTraces {
  readonly month: string;
  readonly traces: number;
}

/**
 * `held`: at least as many as required · `missed`: fewer · `extra`: none required, held all the same ·
 * `free`: none required, none held (holidays, and the off months of a kindergarten) ·
 * `outside`: before the first or after the last month of the data.
 */
export type DrillState = 'held' | 'missed' | 'extra' | 'free' | 'outside';

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
  readonly held: number;
  readonly cells: readonly DrillCell[];
}

/** How many traces a complete drill leaves: plan, record, comment, review, follow-up (rule D3). */
export const tracesOfDrill = 5;

/** Calendar months, 1–12, in the order of the school year. */
export const schoolYearMonths: readonly number[] = [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8];

function stateOf(required: number, held: number): DrillState {
  if (required > 0) return held >= required ? 'held' : 'missed';
  return held > 0 ? 'extra' : 'free';
}

/**
 * Lays months out as school years × months, newest year first. Every year has twelve cells; months
 * without a row are `outside`. A month required but not yet over is the caller's to leave out.
 */
export function layoutDrillCalendar(
  months: readonly DrillMonth[],
  drills: readonly DrillTraces[],
): readonly DrillYear[] {
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
          state: row ? stateOf(required, held) : 'outside',
          required,
          held,
          incomplete: incomplete.has(month),
        };
      });
      return {
        start,
        required: cells.reduce((sum, cell) => sum + cell.required, 0),
        held: cells.reduce((sum, cell) => sum + cell.held, 0),
        cells,
      };
    });
}
