import * as Plot from '@observablehq/plot';
import { schoolYearMonths, type DrillCell, type DrillYear } from './drill-calendar-layout.ts';

export interface DrillCalendarWords {
  /** "9月", "Sep". */
  readonly month: (number: number) => string;
  /** "2023–24". */
  readonly year: (start: number) => string;
  /** "8 / 9": met and required of a school year. */
  readonly total: (year: DrillYear) => string;
  readonly tip: (cell: DrillCell) => string;
}

export interface DrillCalendarOptions {
  readonly width: number;
  readonly words: DrillCalendarWords;
}

const marginLeft = 64;
const marginRight = 56;
/** Share of a cell's place that stays empty. */
const padding = 0.12;
const cornerSize = 8;

/** The upper right half of a square as wide as the radius asked for. */
const corner = {
  draw(context: CanvasPath, size: number) {
    // Plot passes the area of a circle of that radius.
    const half = Math.sqrt(size / Math.PI) / 2;
    context.moveTo(-half, -half - 1);
    context.lineTo(half + 1, -half - 1);
    context.lineTo(half + 1, half);
    context.closePath();
  },
};

/**
 * Draws school years × months. Held: a filled cell · missed: an open cell with a cross · due: a
 * dashed cell · held though none was owed: a half tone · free or held earlier: a dot · short of its
 * traces: a corner cut off.
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
    x: {
      domain: schoolYearMonths.map((_, column) => column),
      axis: null,
      paddingInner: padding,
      paddingOuter: padding / 2,
    },
    y: {
      domain: years.map((year) => year.start),
      axis: null,
      paddingInner: padding,
      paddingOuter: padding / 2,
    },
    marks: [
      Plot.axisX({
        anchor: 'top',
        label: null,
        tickSize: 0,
        tickFormat: (column: number) => words.month(schoolYearMonths[column] ?? 1),
      }),
      Plot.axisY({ label: null, tickSize: 0, tickFormat: words.year, fontSize: 12 }),
      Plot.cell(of('held'), { ...place, fill: 'var(--ink-soft)' }),
      Plot.cell(of('extra'), {
        ...place,
        fill: 'var(--paper-strong)',
        stroke: 'var(--ink-soft)',
        strokeWidth: 0.75,
        inset: 0.5,
      }),
      Plot.cell(of('due'), {
        ...place,
        fill: 'none',
        stroke: 'var(--ink-soft)',
        strokeDasharray: '3,2',
        inset: 0.75,
      }),
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
      Plot.dot(of('free', 'earlier'), { ...place, r: 1.5, fill: 'var(--ink-soft)' }),
      Plot.dot(
        cells.filter((cell) => cell.incomplete),
        {
          ...place,
          symbol: corner,
          r: cornerSize,
          dx: (cellWidth * (1 - padding)) / 2 - cornerSize / 2,
          dy: -((rowHeight * (1 - padding)) / 2 - cornerSize / 2),
          fill: 'var(--paper)',
          stroke: 'none',
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
          lineHeight: 1.4,
        }),
      ),
    ],
  });
}
