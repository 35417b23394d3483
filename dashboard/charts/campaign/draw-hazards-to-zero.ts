import { axisX, axisY, gridY, line, plot, ruleX } from '@observablehq/plot';
import { countTicks } from '../count-ticks.ts';
import { monthTicks } from './month-ticks.ts';

/** Hazards of a campaign up to the end of a day. */
export interface HazardDay {
  readonly day: string;
  readonly found: number;
  readonly struckOff: number;
  readonly left: number;
}

export interface HazardsToZeroOptions {
  readonly days: readonly HazardDay[];
  readonly today: string;
  readonly width: number;
  readonly number: (value: number) => string;
  readonly month: (day: string) => string;
}

const date = ({ day }: { day: string }): Date => new Date(`${day}T00:00:00Z`);

/** Found and struck off so far as thin lines, what is left as a strong one. */
export function drawHazardsToZero(options: HazardsToZeroOptions): Element {
  const { days, today, width, number, month } = options;
  const narrow = width < 520;
  const highest = Math.max(1, ...days.map(({ found }) => found));
  const ticks = countTicks(highest, 4);
  return plot({
    width,
    height: narrow ? 200 : 240,
    marginLeft: 56,
    marginRight: 16,
    marginTop: 12,
    x: { type: 'utc' },
    y: { domain: [0, highest], nice: true },
    marks: [
      gridY({ ticks, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ tickSize: 0, label: null, ticks, tickFormat: number }),
      axisX({
        tickSize: 0,
        label: null,
        ticks: monthTicks(days[0]?.day ?? today, today, width - 72),
        tickFormat: (day: Date) => month(day.toISOString()),
      }),
      line(days, { x: date, y: 'found', stroke: 'var(--ink-soft)', strokeDasharray: '2 3' }),
      line(days, { x: date, y: 'struckOff', stroke: 'var(--ink-soft)' }),
      line(days, { x: date, y: 'left', stroke: 'var(--accent)', strokeWidth: 2.25 }),
      ruleX([date({ day: today })], { stroke: 'var(--ink)', strokeOpacity: 0.5 }),
    ],
  });
}
