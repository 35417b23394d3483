import * as Plot from '@observablehq/plot';
import { addMonths, monthStart } from '../data/month.ts';
import { tierSigns, type Tier } from '../theme/tier.ts';
import type { HistoryMonth, HistoryWords } from './history-month.ts';
import { runsOf } from './runs.ts';

/** A strip's run in time: from the start of its first month to the end of its last. */
interface Stretch<Value> {
  readonly value: Value;
  readonly from: Date;
  readonly to: Date;
  readonly months: number;
}

function stretches<Value>(
  months: readonly HistoryMonth[],
  valueOf: (row: HistoryMonth) => Value,
): readonly Stretch<Value>[] {
  return runsOf(months, valueOf).flatMap((run) => {
    const first = months[run.start];
    const last = months[run.end - 1];
    return first && last
      ? [
          {
            value: run.value,
            from: monthStart(first.month),
            to: monthStart(addMonths(last.month, 1)),
            months: run.end - run.start,
          },
        ]
      : [];
  });
}

/** Where a strip lies on the scale of the scores. */
type Band = { readonly y1: number; readonly y2: number };

/** The tiers as a strip, each run with its letter where there is room. */
export function tierStrip(
  months: readonly HistoryMonth[],
  words: HistoryWords,
  band: Band,
  pixelsOfMonth: number,
): Plot.Markish[] {
  const runs = stretches(months, (each) => each.tier);
  return [
    Plot.rect(runs, {
      x1: 'from',
      x2: 'to',
      y1: () => band.y1,
      y2: () => band.y2,
      fill: (run: Stretch<Tier>) => tierSigns[run.value].fill,
      insetRight: 1,
    }),
    Plot.text(
      runs.filter((run) => run.months * pixelsOfMonth > 13),
      {
        x: (run: Stretch<Tier>) => new Date((run.from.getTime() + run.to.getTime()) / 2),
        y: () => (band.y1 + band.y2) / 2,
        text: (run: Stretch<Tier>) => words.tierLetter(run.value),
        fill: (run: Stretch<Tier>) => tierSigns[run.value].on,
        fontWeight: 600,
      },
    ),
  ];
}

/** The regimes as a strip: intensified dark, the full check-up pale. */
export function regimeStrip(
  months: readonly HistoryMonth[],
  words: HistoryWords,
  band: Band,
  pixelsOfMonth: number,
): Plot.Markish[] {
  const runs = stretches(months, (each) => each.regime);
  const intensified = (run: Stretch<string>) => run.value === 'intensified';
  return [
    Plot.rect(runs, {
      x1: 'from',
      x2: 'to',
      y1: () => band.y1,
      y2: () => band.y2,
      fill: (run: Stretch<string>) => (intensified(run) ? 'var(--ink)' : 'var(--paper-strong)'),
      insetRight: 1,
    }),
    Plot.text(
      runs.filter((run) => run.months * pixelsOfMonth > words.regime(run.value).length * 7 + 12),
      {
        x: (run: Stretch<string>) => new Date((run.from.getTime() + run.to.getTime()) / 2),
        y: () => (band.y1 + band.y2) / 2,
        text: (run: Stretch<string>) => words.regime(run.value),
        fill: (run: Stretch<string>) => (intensified(run) ? 'var(--paper)' : 'var(--ink)'),
      },
    ),
  ];
}
