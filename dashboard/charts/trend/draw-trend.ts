import { axisX, axisY, dot, gridY, lineY, plot, rectY } from '@observablehq/plot';
import { monthIndex, type Month } from '../../data/month.ts';
import { countTicks } from '../count-ticks.ts';

/** Space beside the months within a trend, px. */
export const TREND_MARGIN = { left: 40, right: 8, top: 8, bottom: 22 } as const;

export interface TrendOptions {
  readonly months: readonly Month[];
  /** One value a month; null where there is none. */
  readonly values: readonly (number | null)[];
  readonly width: number;
  readonly height: number;
  /** Labels of the vertical axis. */
  readonly format: (value: number) => string;
  /** The vertical axis ends here where the values stay below (a share: 1). */
  readonly top?: number;
  /** Values are counts, and so are ticks. */
  readonly counts?: boolean;
  /** Rare events are bars, levels are lines. */
  readonly bars?: boolean;
}

/** Indexes of the Januaries, which the axis names by their year; all months' first where none is. */
export function yearTicks(months: readonly Month[]): number[] {
  const januaries = months.flatMap((month, index) => (monthIndex(month) % 12 === 0 ? [index] : []));
  return januaries.length > 0 ? januaries : [0];
}

/** Draws one small trend: months evenly spaced, from zero. */
export function drawTrend(options: TrendOptions): Element {
  const { months, values, width, height, format, top = 0 } = options;
  const { counts = false, bars = false } = options;
  const points = values.map((value, index) => ({ index, value }));
  /** A month between two of which nothing is known has no line to be on. */
  const lone = points.filter(
    ({ index, value }) =>
      value !== null &&
      (values[index - 1] ?? null) === null &&
      (values[index + 1] ?? null) === null,
  );
  // Where nothing ever happened the axis still has a height, and the line lies on its ground.
  const highest = Math.max(top, ...values.map((value) => value ?? 0)) || 1;
  const ticks = counts ? countTicks(highest, 3) : 3;
  return plot({
    width,
    height,
    marginLeft: TREND_MARGIN.left,
    marginRight: TREND_MARGIN.right,
    marginTop: TREND_MARGIN.top,
    marginBottom: TREND_MARGIN.bottom,
    x: { type: 'linear', domain: [0, Math.max(1, months.length - 1)] },
    y: { domain: [0, highest], nice: top === 0, ticks },
    marks: [
      gridY({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ ticks, tickSize: 0, label: null, tickFormat: (value: number) => format(value) }),
      axisX(yearTicks(months), {
        tickSize: 4,
        label: null,
        tickFormat: (index: number) => months[index]?.slice(0, 4) ?? '',
      }),
      bars
        ? rectY(points, {
            x1: ({ index }: { index: number }) => index - 0.35,
            x2: ({ index }: { index: number }) => index + 0.35,
            y: 'value',
            fill: 'var(--ink-soft)',
          })
        : lineY(points, { x: 'index', y: 'value', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      ...(bars ? [] : [dot(lone, { x: 'index', y: 'value', r: 1.75, fill: 'var(--ink)' })]),
    ],
  });
}
