import { areaY, axisX, axisY, gridY, line, plot, ruleX } from '@observablehq/plot';
import { countTicks } from '../count-ticks.ts';
import { monthTicks } from './month-ticks.ts';

/** What is left on a day: by plan, and in fact where the day has come. */
export interface BurnPoint {
  readonly day: string;
  readonly planned: number;
  readonly left: number | null;
}

export interface BurnDownOptions {
  readonly points: readonly BurnPoint[];
  /** The last day that is known. */
  readonly today: string;
  /** From today's rest to none, where the pace says when. */
  readonly forecast: readonly { readonly day: string; readonly left: number }[];
  readonly width: number;
  readonly number: (value: number) => string;
  readonly month: (day: string) => string;
}

const latest = (one: string, other: string | undefined): string =>
  other !== undefined && other > one ? other : one;
const date = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Rest by plan and in fact, with the pace carried on as a dashed line. */
export function drawBurnDown(options: BurnDownOptions): Element {
  const { points, today, forecast, width, number, month } = options;
  const known = points.filter(({ left }) => left !== null);
  const narrow = width < 520;
  const highest = Math.max(1, points[0]?.planned ?? 1);
  const ticks = countTicks(highest, 4);
  return plot({
    width,
    height: narrow ? 220 : 280,
    marginLeft: 56,
    marginRight: 16,
    marginTop: 16,
    x: { type: 'utc' },
    y: { domain: [0, highest], nice: true },
    marks: [
      gridY({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ tickSize: 0, label: null, ticks, tickFormat: number }),
      axisX({
        tickSize: 0,
        label: null,
        ticks: monthTicks(
          points[0]?.day ?? today,
          [points.at(-1)?.day, forecast.at(-1)?.day].reduce<string>(latest, today),
          width - 72,
        ),
        tickFormat: (day: Date) => month(day.toISOString()),
      }),
      areaY(known, {
        x: ({ day }) => date(day),
        y1: 'planned',
        y2: 'left',
        fill: 'var(--ink-soft)',
        fillOpacity: 0.2,
        curve: 'step-after',
      }),
      line(points, {
        x: ({ day }) => date(day),
        y: 'planned',
        stroke: 'var(--ink-soft)',
        curve: 'step-after',
      }),
      line(known, {
        x: ({ day }) => date(day),
        y: 'left',
        stroke: 'var(--accent)',
        strokeWidth: 2.25,
        curve: 'step-after',
      }),
      line(forecast, {
        x: ({ day }) => date(day),
        y: 'left',
        stroke: 'var(--accent)',
        strokeWidth: 1.5,
        strokeDasharray: '4 4',
      }),
      ruleX([date(today)], { stroke: 'var(--ink)', strokeOpacity: 0.5 }),
    ],
  });
}
