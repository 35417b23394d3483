import * as Plot from '@observablehq/plot';
import { addMonths, monthStart, type Month } from '../data/month.ts';
import { tierSigns, type Tier } from '../theme/tier.ts';
import { regimeStrip, tierStrip } from './decision-strips.ts';
import type { HistoryMonth, HistoryWords } from './history-month.ts';

export interface HistoryOptions {
  readonly width: number;
  readonly words: HistoryWords;
  readonly cuts: readonly { readonly tier: Tier; readonly minimum: number }[];
  /** The month being looked at. */
  readonly month: Month;
  readonly onMonth: (month: Month) => void;
}

const middle = (row: HistoryMonth) => new Date(monthStart(row.month).getTime() + 15 * 86_400_000);

/** Heights in px: the line's panel and each strip below it. */
const panel = 190;
const strip = 22;

/**
 * Draws decisions over time in one picture: the score with its band and the tiers' cuts above;
 * below, strips of tier, regime and open gates. A click on a month goes to it.
 */
export function drawDecisionHistory(
  months: readonly HistoryMonth[],
  { width, words, cuts, month, onMonth }: HistoryOptions,
): Element {
  const first = months[0];
  const last = months.at(-1);
  if (!first || !last) throw new RangeError('a history needs a month');
  const domain = [monthStart(first.month), monthStart(addMonths(last.month, 1))];
  const highest = Math.max(...months.map((row) => Math.max(row.score, row.bandHigh ?? 0)));
  const highestCut = Math.max(0, ...cuts.map((cut) => cut.minimum));
  const top = Math.min(100, Math.ceil((Math.max(highest, highestCut) + 4) / 10) * 10);
  const step = top > 50 ? 20 : 10;
  // The strips are drawn below zero on the same scale, so that one picture and one pointer hold all.
  const unit = top / panel;
  const row = (index: number) => ({
    y1: -(14 + index * (strip + 4)) * unit,
    y2: -(14 + index * (strip + 4) + strip) * unit,
  });
  const stripsEnd = row(2).y2;
  const shown = cuts.filter((cut) => cut.minimum > 0);
  const selected = months.filter((each) => each.month === month);
  const pixelsOfMonth = (width - 120) / months.length;

  const plot = Plot.plot({
    width,
    height: panel + 14 + 3 * (strip + 4) + 40,
    marginLeft: 56,
    marginRight: 44,
    marginTop: 12,
    marginBottom: 26,
    x: { type: 'utc', domain },
    y: { domain: [stripsEnd, top], axis: null },
    marks: [
      Plot.axisX({
        label: null,
        ticks: 'year',
        tickSize: 5,
        textAnchor: 'start',
        tickFormat: words.year,
        fontSize: 12,
      }),
      Plot.axisY({
        label: null,
        ticks: Array.from({ length: top / step + 1 }, (_, index) => index * step),
        tickSize: 0,
        fontSize: 11,
      }),
      Plot.ruleY([0], { stroke: 'var(--rule)' }),
      Plot.rectX(selected, {
        x1: (each: HistoryMonth) => monthStart(each.month),
        x2: (each: HistoryMonth) => monthStart(addMonths(each.month, 1)),
        y1: () => stripsEnd,
        y2: () => top,
        fill: 'var(--accent-soft)',
      }),
      Plot.ruleY(shown, {
        y: 'minimum',
        stroke: (cut: { tier: Tier }) => tierSigns[cut.tier].fill,
        strokeDasharray: '3,2',
      }),
      Plot.text(shown, {
        y: 'minimum',
        text: (cut: { tier: Tier; minimum: number }) =>
          `${words.tierLetter(cut.tier)} ${String(cut.minimum)}`,
        frameAnchor: 'right',
        dx: 6,
        textAnchor: 'start',
        fill: (cut: { tier: Tier }) => tierSigns[cut.tier].ink,
        fontWeight: 600,
      }),
      Plot.areaY(months, {
        x: middle,
        y1: 'bandLow',
        y2: 'bandHigh',
        fill: 'var(--ink)',
        fillOpacity: 0.13,
      }),
      Plot.lineY(months, { x: middle, y: 'score', stroke: 'var(--ink)', strokeWidth: 1.75 }),
      Plot.dot(
        months.filter((each) => each.held),
        {
          x: middle,
          y: 'score',
          r: 3.5,
          fill: 'var(--paper)',
          stroke: 'var(--ink)',
          strokeWidth: 1.5,
        },
      ),
      ...tierStrip(months, words, row(0), pixelsOfMonth),
      ...regimeStrip(months, words, row(1), pixelsOfMonth),
      Plot.dot(
        months.filter((each) => each.gates > 0),
        {
          x: middle,
          y: () => (row(2).y1 + row(2).y2) / 2,
          symbol: 'times',
          r: 3.5,
          stroke: 'var(--ink)',
          strokeWidth: 2,
        },
      ),
      Plot.text(
        [words.rowTier, words.rowRegime, words.rowGates].map((text, index) => ({
          text,
          y: (row(index).y1 + row(index).y2) / 2,
        })),
        { text: 'text', y: 'y', frameAnchor: 'left', dx: -8, textAnchor: 'end' },
      ),
      Plot.ruleX(
        months,
        Plot.pointerX({ x: middle, stroke: 'var(--ink-soft)', strokeWidth: 0.75 }),
      ),
      Plot.tip(
        months,
        Plot.pointerX({
          x: middle,
          y: 'score',
          title: words.tip,
          fill: 'var(--paper)',
          stroke: 'var(--rule)',
          fontSize: 12,
          lineHeight: 1.4,
        }),
      ),
    ],
  });
  plot.style.cursor = 'pointer';
  plot.addEventListener('click', () => {
    // Plot keeps the row under the pointer as the value of the drawing.
    const row: unknown = plot.value;
    const found = months.find((each) => each === row);
    if (found) onMonth(found.month);
  });
  return plot;
}
