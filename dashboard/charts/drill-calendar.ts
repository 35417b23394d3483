import * as Plot from '@observablehq/plot';
import { schoolYearMonths, type DrillCell, type DrillYear } from './drill-calendar-layout.ts';

export interface DrillCalendarWords {
  /** "9月", "Sep". */
  readonly month: (number: number) => string;
  /** "2023–24". */
  readonly year: (start: number) => string;
  /** "8 / 9": held and required of a school year. */
  readonly total: (year: DrillYear) => string;
  readonly tip: (cell: DrillCell) => string;
}

export interface DrillCalendarOptions {
  readonly width: number;
  readonly words: DrillCalendarWords;
}

const marginLeft = 64;
const marginRight = 56;

/**
 * Draws school years × months. Held: a filled cell · missed: an open cell with a cross ·
 * held though none was required: a half tone · free: a dot · short of its traces: a notch.
 */
export function drawDrillCalendar(
  years: readonly DrillYear[],
  { width, words }: DrillCalendarOptions,
): Element {
  const cells = years.flatMap((year) =>
    year.cells
      .filter((cell) => cell.state !== 'outside')
      .map((cell) => ({ ...cell, year: year.start })),
  );
  type Cell = (typeof cells)[number];
  const of = (...states: readonly DrillCell['state'][]) =>
    cells.filter((cell) => states.includes(cell.state));
  const cellWidth = (width - marginLeft - marginRight) / 12;
  const rowHeight = Math.max(24, Math.min(34, cellWidth));
  const place = { x: 'column', y: 'year' } as const;

  return Plot.plot({
    width,
    height: years.length * rowHeight + 26,
    marginLeft,
    marginRight,
    marginTop: 24,
    marginBottom: 2,
    x: { domain: schoolYearMonths.map((_, column) => column), axis: null, padding: 0.12 },
    y: { domain: years.map((year) => year.start), axis: null, padding: 0.14 },
    marks: [
      Plot.axisX({
        anchor: 'top',
        tickSize: 0,
        tickFormat: (column: number) => words.month(schoolYearMonths[column] ?? 1),
      }),
      Plot.axisY({ tickSize: 0, tickFormat: words.year, fontSize: 12 }),
      Plot.cell(of('held'), { ...place, fill: 'var(--ink-soft)' }),
      Plot.cell(of('extra'), { ...place, fill: 'var(--paper-strong)' }),
      Plot.text(of('held', 'extra'), {
        ...place,
        text: (cell: Cell) => (cell.held > 1 ? String(cell.held) : ''),
        fill: (cell: Cell) => (cell.state === 'held' ? 'var(--paper)' : 'var(--ink)'),
      }),
      Plot.cell(of('missed'), {
        ...place,
        fill: 'var(--paper)',
        stroke: 'var(--ink)',
        strokeWidth: 1.5,
        inset: 0.75,
      }),
      Plot.dot(of('missed'), {
        ...place,
        symbol: 'times',
        r: 4,
        stroke: 'var(--ink)',
        strokeWidth: 2,
      }),
      Plot.dot(of('free'), { ...place, r: 1.5, fill: 'var(--ink-soft)' }),
      Plot.text(
        cells.filter((cell) => cell.incomplete),
        {
          ...place,
          text: () => '◥',
          fontSize: 9,
          dx: cellWidth * 0.44 - 5,
          dy: -(rowHeight * 0.43 - 5),
          fill: 'var(--paper)',
          stroke: 'var(--ink)',
          strokeWidth: 1,
        },
      ),
      Plot.text(years, {
        y: 'start',
        frameAnchor: 'right',
        dx: 8,
        textAnchor: 'start',
        text: words.total,
        fill: 'var(--ink)',
      }),
      Plot.tip(
        cells,
        Plot.pointer({
          ...place,
          title: words.tip,
          fill: 'var(--paper)',
          stroke: 'var(--rule)',
          fontSize: 12,
        }),
      ),
    ],
  });
}
