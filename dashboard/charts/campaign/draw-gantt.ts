import { axisX, gridX, plot, rect, ruleX, text } from '@observablehq/plot';
import { monthTicks } from './month-ticks.ts';

/** A phase or an item in time. */
export interface GanttBar {
  readonly key: string;
  readonly label: string;
  readonly from: string;
  readonly to: string;
  /** Share done, 0 to 1; null where there is nothing to measure. */
  readonly done: number | null;
  readonly isLate: boolean;
  readonly isPhase: boolean;
}

export interface GanttOptions {
  readonly bars: readonly GanttBar[];
  readonly today: string;
  readonly width: number;
  readonly month: (day: string) => string;
}

const PHASE = 24;
const ITEM = 6;
/** Room for the months' names. */
const TOP = 26;
const date = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** Phases as wide bars with their items below them as thin ones, filled as far as they are done. */
export function drawGantt({ bars, today, width, month }: GanttOptions): Element {
  let next = 0;
  const placed = bars.map((bar) => {
    const top = next + (bar.isPhase ? 6 : 0);
    next = top + (bar.isPhase ? PHASE : ITEM);
    return { ...bar, top, bottom: next - (bar.isPhase ? 3 : 1.5) };
  });
  const at = ({ from, to, done }: GanttBar): Date => {
    const [start, end] = [date(from).getTime(), date(to).getTime() + 86_400_000];
    return new Date(start + (end - start) * (done ?? 0));
  };
  const ends = ({ to }: GanttBar): Date => new Date(date(to).getTime() + 86_400_000);
  const ticks = monthTicks(
    bars.reduce((first, { from }) => (from < first ? from : first), today),
    bars.reduce((last, { to }) => (to > last ? to : last), today),
    width - 36,
  );
  return plot({
    width,
    height: next + TOP + 8,
    marginLeft: 8,
    marginRight: 28,
    marginTop: TOP,
    marginBottom: 8,
    x: { type: 'utc' },
    y: { type: 'linear', domain: [0, next], range: [TOP, TOP + next], axis: null },
    marks: [
      gridX({
        stroke: 'var(--rule)',
        strokeOpacity: 1,
        ticks,
      }),
      axisX({
        anchor: 'top',
        tickSize: 0,
        label: null,
        ticks,
        tickFormat: (day: Date) => month(day.toISOString()),
      }),
      rect(placed, {
        x1: ({ from }) => date(from),
        x2: ends,
        y1: 'top',
        y2: 'bottom',
        fill: ({ done }) => (done === null ? 'var(--paper-soft)' : 'var(--paper-strong)'),
        stroke: ({ done }) => (done === null ? 'var(--rule)' : 'none'),
        strokeDasharray: '2 2',
        title: 'label',
      }),
      rect(
        placed.filter(({ done }) => done !== null),
        {
          x1: ({ from }) => date(from),
          x2: at,
          y1: 'top',
          y2: 'bottom',
          fill: ({ isLate }) => (isLate ? 'var(--ink-soft)' : 'var(--accent)'),
          fillOpacity: ({ isPhase }) => (isPhase ? 0.4 : 0.9),
          title: 'label',
        },
      ),
      text(
        placed.filter(({ isPhase }) => isPhase),
        {
          x: ({ from }) => date(from),
          y: ({ top, bottom }) => (top + bottom) / 2,
          text: 'label',
          dx: 4,
          textAnchor: 'start',
          fill: 'var(--ink)',
          fontWeight: 600,
        },
      ),
      ruleX([date(today)], { stroke: 'var(--ink)', strokeOpacity: 0.5 }),
    ],
  });
}
