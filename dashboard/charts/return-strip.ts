import * as Plot from '@observablehq/plot';
import { addMonths, monthStart, type Month } from '../data/month.ts';

/** A monthly return that was owed. */
export interface ReturnMonth {
  readonly month: Month;
  readonly status: 'on_time' | 'late' | 'missing';
}

export interface ReturnStripOptions {
  readonly width: number;
  readonly words: {
    readonly year: (date: Date) => string;
    readonly tip: (row: ReturnMonth) => string;
  };
}

const height = 26;

/** Draws one cell a month: on time filled, late half-filled, missing open with a cross. */
export function drawReturnStrip(
  months: readonly ReturnMonth[],
  { width, words }: ReturnStripOptions,
): Element {
  const first = months[0];
  const last = months.at(-1);
  if (!first || !last) throw new RangeError('a strip needs a month');
  const of = (status: ReturnMonth['status']) => months.filter((row) => row.status === status);
  const span = {
    x1: (row: ReturnMonth) => monthStart(row.month),
    x2: (row: ReturnMonth) => monthStart(addMonths(row.month, 1)),
    insetLeft: 1,
    insetRight: 1,
  };
  const centre = (row: ReturnMonth) =>
    new Date((span.x1(row).getTime() + span.x2(row).getTime()) / 2);

  return Plot.plot({
    width,
    height: height + 26,
    marginLeft: 1,
    marginRight: 1,
    marginTop: 2,
    marginBottom: 24,
    x: { type: 'utc', domain: [monthStart(first.month), monthStart(addMonths(last.month, 1))] },
    y: { domain: [0, 1], axis: null },
    marks: [
      Plot.axisX({
        label: null,
        ticks: 'year',
        tickSize: 5,
        textAnchor: 'start',
        tickFormat: words.year,
      }),
      Plot.rect(of('on_time'), { ...span, y1: 0, y2: 1, fill: 'var(--ink-soft)' }),
      Plot.rect(of('late'), { ...span, y1: 0, y2: 1, fill: 'var(--paper-strong)' }),
      Plot.rect(of('late'), { ...span, y1: 0, y2: 0.45, fill: 'var(--ink-soft)' }),
      Plot.rect(of('missing'), {
        ...span,
        y1: 0,
        y2: 1,
        fill: 'var(--paper)',
        stroke: 'var(--ink)',
        strokeWidth: 1.25,
        inset: 1,
      }),
      Plot.dot(of('missing'), {
        x: centre,
        y: 0.5,
        symbol: 'times',
        r: 3,
        stroke: 'var(--ink)',
        strokeWidth: 2,
      }),
      Plot.tip(
        months,
        Plot.pointerX({
          x: centre,
          y: () => 0.5,
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
