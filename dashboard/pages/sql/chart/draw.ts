import {
  areaY,
  barX,
  barY,
  dot,
  gridX,
  gridY,
  lineY,
  plot,
  rectY,
  ruleX,
  ruleY,
  type Markish,
} from '@observablehq/plot';
import { isTier, tierSigns } from '../../../theme/tier.ts';
import type { Point } from './points.ts';
import type { ChartSpec } from './spec.ts';

export interface DrawOptions {
  readonly spec: ChartSpec;
  readonly points: readonly Point[];
  /** Whether places are times. */
  readonly isTime: boolean;
  readonly width: number;
  readonly xLabel: string;
  readonly yLabel: string;
  /** What the series beyond the colours there are is called. */
  readonly others: string;
  readonly number: (value: number) => string;
}

const COLOURS = 8;

/** Bars in a row that still have room for their names below. */
const MOST_BANDS = 60;

/** By the scale even where the values, such as tiers, are words that CSS knows as colours. */
const COLOUR = { value: 'colour', scale: 'color' } as const;

interface Drawn {
  readonly x: number | string | Date;
  readonly x2: number | undefined;
  readonly y: number;
  readonly colour: string;
  readonly series: string | null;
}

/** Draws an analyst's chart. */
export function drawChart(options: DrawOptions): Element {
  const { spec, points, isTime, width, xLabel, yLabel, number } = options;
  const colours = seriesColours(points, options.others);
  const drawn: readonly Drawn[] = points.map(({ x, x2, y, series }) => ({
    x: isTime && typeof x === 'number' ? new Date(x) : x,
    x2,
    y,
    colour: colours.nameOf(series),
    series,
  }));
  const categories = points.some(({ x }) => typeof x === 'string');
  const across = spec.mark === 'bar' && categories;
  const bands = new Set(points.map(({ x }) => x)).size;
  const banded = spec.mark === 'bar' && !categories && bands <= MOST_BANDS;
  const time = isTime ? timeText(points) : undefined;
  const longest = Math.max(0, ...points.map(({ x }) => textUnits(String(x))));
  const format = (value: Date | number | string): string =>
    value instanceof Date && time
      ? time(value)
      : typeof value === 'number'
        ? number(value)
        : String(value);
  const whole = points.every(({ y }) => Number.isInteger(y));
  const values = {
    label: yLabel,
    labelArrow: 'none' as const,
    // Of what is counted there is no half.
    tickFormat: (value: number) => (whole && !Number.isInteger(value) ? '' : number(value)),
    ticks: 5,
  };
  const places = {
    label: xLabel,
    labelArrow: 'none' as const,
    tickFormat: format,
    ...(time && !banded ? { ticks: timesAcross(format(drawn[0]?.x ?? ''), width) } : {}),
  };

  return plot({
    width,
    height: across ? 56 + bands * 24 : Math.round(Math.min(420, Math.max(260, width * 0.45))),
    marginLeft: across ? Math.min(width * 0.4, 16 + longest * 6.5) : 58,
    marginRight: 32,
    marginTop: 28,
    marginBottom: 42,
    x: across
      ? values
      : { ...places, ...(banded ? { type: 'band' as const, ...sparse(drawn, width) } : {}) },
    y: across ? { label: null, domain: [...new Set(points.map(({ x }) => x))] } : values,
    color: {
      domain: colours.names,
      range: colours.range,
      legend: spec.colour !== null && colours.names.length > 1,
      label: spec.colour,
    },
    marks: [
      across
        ? gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 })
        : gridY({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 5 }),
      ...marksOf(spec, drawn, { across, banded, xLabel, yLabel, format, number }),
    ],
  });
}

function marksOf(
  { mark, colour }: ChartSpec,
  drawn: readonly Drawn[],
  look: {
    readonly across: boolean;
    readonly banded: boolean;
    readonly xLabel: string;
    readonly yLabel: string;
    readonly format: (value: Date | number | string) => string;
    readonly number: (value: number) => string;
  },
): Markish[] {
  const title = (d: Drawn): string =>
    [
      `${look.xLabel}: ${look.format(d.x)}${d.x2 === undefined ? '' : `–${look.number(d.x2)}`}`,
      ...(d.series === null ? [] : [`${colour ?? ''}: ${d.series}`]),
      `${look.yLabel}: ${look.number(d.y)}`,
    ].join('\n');
  const tip = {
    title,
    tip: { fill: 'var(--paper)', stroke: 'var(--rule-strong)', lineHeight: 1.4 },
  };
  const upright = { x: 'x', y: 'y', ...tip } as const;
  if (mark === 'histogram') {
    return [
      rectY(drawn, { x1: 'x', x2: 'x2', y: 'y', fill: COLOUR, inset: 0.5, ...tip }),
      ruleY([0], { stroke: 'var(--rule-strong)' }),
    ];
  }
  if (mark === 'dot') {
    return [dot(drawn, { ...upright, r: 3, fill: COLOUR, fillOpacity: 0.65 })];
  }
  // Series are told by what they are, not by their colour: those beyond the colours share one.
  if (mark === 'line') {
    return [
      ruleY([0], { stroke: 'var(--rule)' }),
      lineY(drawn, {
        ...upright,
        z: 'series',
        stroke: COLOUR,
        strokeWidth: 1.75,
        marker: drawn.length <= 60 ? 'dot' : null,
      }),
    ];
  }
  if (mark === 'area') {
    return [
      areaY(drawn, { x: 'x', y: 'y', z: 'series', fill: COLOUR, fillOpacity: 0.8 }),
      ruleX(drawn, { x: 'x', strokeOpacity: 0, ...tip }),
      ruleY([0], { stroke: 'var(--rule-strong)' }),
    ];
  }
  if (look.across) {
    return [
      barX(drawn, { x: 'y', y: 'x', fill: COLOUR, inset: 1, ...tip }),
      ruleX([0], { stroke: 'var(--rule-strong)' }),
    ];
  }
  return [
    look.banded
      ? barY(drawn, { ...upright, fill: COLOUR, inset: 0.5 })
      : ruleX(drawn, { x: 'x', y1: 0, y2: 'y', stroke: COLOUR, strokeWidth: 2, ...tip }),
    ruleY([0], { stroke: 'var(--rule-strong)' }),
  ];
}

/** Colours of the series: a tier's own where all are tiers, else those of the theme, largest first. */
function seriesColours(
  points: readonly Point[],
  others: string,
): {
  readonly names: readonly string[];
  readonly range: readonly string[];
  readonly nameOf: (series: string | null) => string;
} {
  const sizes = new Map<string, number>();
  for (const { series, y } of points) {
    sizes.set(series ?? '', (sizes.get(series ?? '') ?? 0) + Math.abs(y));
  }
  const all = [...sizes].sort(([, first], [, second]) => second - first).map(([name]) => name);
  if (all.length > 0 && all.every(isTier)) {
    return {
      names: all,
      range: all.map((tier) => (isTier(tier) ? tierSigns[tier].fill : '')),
      nameOf: (series) => series ?? '',
    };
  }
  const named = all.length > COLOURS ? all.slice(0, COLOURS - 1) : all;
  const rest = named.length < all.length;
  return {
    names: rest ? [...named, others] : named,
    range: (rest ? [...named, others] : named).map((_, index) => `var(--series-${index + 1})`),
    nameOf: (series) => (named.includes(series ?? '') ? (series ?? '') : others),
  };
}

/** Times as short as they can be told apart: months where all are firsts, else days, else minutes. */
function timeText(points: readonly Point[]): (date: Date) => string {
  const dates = points.map(({ x }) => new Date(Number(x)).toISOString());
  const length = dates.every((date) => date.slice(8, 19) === '01T00:00:00')
    ? 7
    : dates.every((date) => date.slice(11, 19) === '00:00:00')
      ? 10
      : 16;
  return (date) => date.toISOString().slice(0, length).replace('T', ' ');
}

/** How many times to ask for: an axis may give twice as many, as there is none between a quarter and a year. */
const timesAcross = (name: string, width: number): number =>
  Math.max(1, Math.floor((width - 90) / (2 * (name.length * 6.5 + 12))));

/** Only as many names below the bars as there is room for. */
function sparse(drawn: readonly Drawn[], width: number): { readonly ticks?: readonly unknown[] } {
  const places = [...new Map(drawn.map(({ x }) => [x.valueOf(), x])).values()];
  const step = Math.ceil((places.length * 64) / width);
  return step <= 1 ? {} : { ticks: places.filter((_, index) => index % step === 0) };
}

/** Width of a text in Latin characters. */
const textUnits = (text: string): number =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
