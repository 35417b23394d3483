import * as Plot from '@observablehq/plot';
import { tierSigns, type Tier } from '../theme/tier.ts';
import type { Waterfall, WaterfallBar, WaterfallGroup } from './waterfall-layout.ts';

/** The score that the bars add up to, and what it is held against. */
export interface WaterfallScore {
  readonly score: number;
  /** The posterior band; null where the decision has none. */
  readonly band: readonly [low: number, high: number] | null;
  readonly tier: Tier;
  /** Least score of each tier. */
  readonly cuts: readonly { readonly tier: Tier; readonly minimum: number }[];
}

export interface WaterfallWords {
  readonly indicator: (indicator: string) => string;
  /** Heading of a group with its points: "Drills  6.9". */
  readonly group: (group: WaterfallGroup) => string;
  /** One character. */
  readonly tier: (tier: Tier) => string;
  readonly score: string;
  readonly number: (points: number) => string;
  readonly cut: (points: number) => string;
  /** What a bar's link does, read out: "3.0 of 12 points, show the rows behind". */
  readonly bar: (bar: WaterfallBar) => string;
}

export interface WaterfallOptions extends WaterfallScore {
  readonly width: number;
  readonly words: WaterfallWords;
  readonly selected: string | null;
  /** Where a bar leads; null for a bar with nothing behind it. */
  readonly href: (bar: WaterfallBar) => string | null;
}

/** Below this width the labels stand above their bars. */
const narrow = 560;
const scoreRow = '=';
/** In px, as the chart's style has it. */
const fontSize = 12.5;

/** The right end of the scale: past the highest cut, band and score, so that all are seen. */
function waterfallEnd(total: number, { score, band, cuts }: WaterfallScore): number {
  const highest = Math.max(total, score, band?.[1] ?? 0, ...cuts.map((cut) => cut.minimum));
  return Math.min(100, Math.ceil((highest + 6) / 5) * 5);
}

/**
 * Draws points stacking up to the score, one row an indicator under the heading of its group, with
 * the tiers' cuts as lines and the band as a whisker. Every bar that has something behind it is a link over its whole row.
 */
export function drawWaterfall(waterfall: Waterfall, options: WaterfallOptions): Element {
  const { width, words, selected, score, band, tier, cuts } = options;
  const compact = width < narrow;
  const end = waterfallEnd(waterfall.total, options);
  const bars = waterfall.bars;
  const rows = rowsOf(waterfall, compact);
  const marginLeft = compact ? 5 : Math.min(240, width * 0.36);
  const rowHeight = compact ? 42 : 25;
  const linked = bars.filter((bar) => options.href(bar) !== null);
  const barInsets = compact ? { insetTop: 20, insetBottom: 5 } : { insetTop: 5, insetBottom: 5 };
  const centre = compact ? 7.5 : 0;
  const shown = cuts.filter((cut) => cut.minimum > 0);

  return Plot.plot({
    width,
    height: rows.length * rowHeight + 48,
    marginLeft,
    marginRight: 64,
    marginTop: 26,
    marginBottom: 22,
    x: { domain: [0, end], axis: null },
    y: { domain: rows, axis: null, padding: 0 },
    marks: [
      Plot.axisX({
        label: null,
        ticks: Math.max(2, Math.round(width / 160)),
        tickSize: 0,
        fontSize: 11,
      }),
      Plot.ruleX(shown, {
        x: 'minimum',
        stroke: (cut: { tier: Tier }) => tierSigns[cut.tier].fill,
        strokeWidth: 1.5,
        strokeDasharray: '3,2',
      }),
      Plot.text(shown, {
        x: 'minimum',
        frameAnchor: 'top',
        dy: -14,
        text: (cut: { tier: Tier; minimum: number }) =>
          `${words.tier(cut.tier)} ${words.cut(cut.minimum)}`,
        fill: (cut: { tier: Tier }) => tierSigns[cut.tier].ink,
        fontWeight: 600,
      }),
      Plot.ruleX([0], { stroke: 'var(--ink-soft)' }),
      ...labels(waterfall, compact ? null : marginLeft, words),
      Plot.link(bars, {
        x: 'to',
        y1: 'indicator',
        y2: (_: WaterfallBar, index: number) => bars[index + 1]?.indicator ?? scoreRow,
        stroke: 'var(--ink-soft)',
        strokeWidth: 0.75,
      }),
      Plot.barX(bars, {
        ...barInsets,
        y: 'indicator',
        x1: 'from',
        x2: 'to',
        fill: (bar: WaterfallBar) =>
          bar.indicator === selected ? 'var(--accent)' : 'var(--ink-soft)',
      }),
      Plot.text(bars, {
        y: 'indicator',
        x: 'to',
        text: (bar: WaterfallBar) => `+${words.number(bar.points)}`,
        dx: 6,
        dy: centre,
        textAnchor: 'start',
        fill: (bar: WaterfallBar) => (bar.indicator === selected ? 'var(--accent)' : 'var(--ink)'),
        stroke: 'var(--paper)',
        strokeWidth: 4,
      }),
      Plot.barX([score], {
        ...barInsets,
        y: () => scoreRow,
        x1: 0,
        x2: score,
        fill: tierSigns[tier].fill,
      }),
      ...(band ? bandWhisker(band, centre) : []),
      Plot.text([score], {
        y: () => scoreRow,
        x: Math.max(score, band?.[1] ?? 0),
        text: words.number,
        dx: 8,
        dy: centre,
        textAnchor: 'start',
        fontWeight: 700,
        fontSize: 14,
        fill: 'var(--ink)',
        stroke: 'var(--paper)',
        strokeWidth: 4,
      }),
      Plot.text([words.score], {
        y: () => scoreRow,
        text: (word: string) => word,
        ...(compact
          ? { frameAnchor: 'left', dy: -12 }
          : { frameAnchor: 'left', dx: -10, textAnchor: 'end' }),
        fontWeight: 700,
        fill: 'var(--ink)',
      }),
      Plot.barX(linked, {
        className: 'waterfall-row',
        y: 'indicator',
        x1: 0,
        x2: end,
        insetLeft: -marginLeft,
        insetRight: -64,
        fill: 'transparent',
        href: options.href,
        ariaLabel: words.bar,
        title: words.bar,
      }),
    ],
  });
}

/** Name of a group's heading among the rows. */
const headingOf = (group: string): string => `group ${group}`;

/** Rows from top to bottom; where labels stand above their bars there is no room for headings. */
function rowsOf({ bars, groups }: Waterfall, compact: boolean): readonly string[] {
  const indicators = (group: string) =>
    bars.filter((bar) => bar.group === group).map((bar) => bar.indicator);
  return [
    ...groups.flatMap(({ group }) => [
      ...(compact ? [] : [headingOf(group)]),
      ...indicators(group),
    ]),
    scoreRow,
  ];
}

function labels(
  { bars, groups }: Waterfall,
  /** Room in px to the left of the bars; null where labels stand above them. */
  room: number | null,
  words: WaterfallWords,
): Plot.Markish[] {
  const indicator = Plot.text(bars, {
    y: 'indicator',
    frameAnchor: 'left',
    ...(room === null
      ? { dy: -12 }
      : {
          dx: -10,
          textAnchor: 'end',
          lineWidth: (room - 10) / fontSize,
          textOverflow: 'ellipsis',
        }),
    text: (bar: WaterfallBar) => words.indicator(bar.indicator),
    fill: 'var(--ink)',
    stroke: 'var(--paper)',
    strokeWidth: 4,
  });
  if (room === null) return [indicator];
  return [
    Plot.text(groups, {
      y: (group: WaterfallGroup) => headingOf(group.group),
      frameAnchor: 'left',
      dx: -10,
      dy: 2,
      textAnchor: 'end',
      text: words.group,
      fill: 'var(--ink-soft)',
      fontSize: 11.5,
    }),
    indicator,
  ];
}

const bandWhisker = (band: readonly [number, number], centre: number): Plot.Markish[] => [
  Plot.ruleY([band], {
    y: () => scoreRow,
    x1: band[0],
    x2: band[1],
    dy: centre,
    stroke: 'var(--ink)',
    strokeWidth: 1.5,
    marker: 'tick',
  }),
];
