import { areaY, axisX, axisY, dot, gridY, lineY, plot, ruleY } from '@observablehq/plot';

/** A figure of one window. */
export interface WindowPoint {
  /** First and last month, for the axis. */
  readonly name: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface WindowTrendOptions {
  readonly points: readonly WindowPoint[];
  readonly width: number;
  readonly reference: number | null;
  readonly format: (value: number) => string;
}

/** The figure of each window after the other, with its interval as a band. */
export function drawWindowTrend({ points, width, reference, format }: WindowTrendOptions): Element {
  const indexed = points.map((point, index) => ({ ...point, index }));
  const known = indexed.filter(({ value }) => value !== null);
  const every = Math.ceil(points.length / Math.max(1, Math.floor(width / 74)));
  const ticks = indexed.filter(({ index }) => index % every === 0).map(({ index }) => index);
  const ends = known.flatMap(({ value, low, high }) => [value ?? 0, low ?? 0, high ?? 0]);
  return plot({
    width,
    height: 220,
    marginLeft: 40,
    marginRight: 24,
    marginTop: 12,
    marginBottom: 28,
    x: { domain: [0, Math.max(1, points.length - 1)] },
    y: { domain: [0, Math.max(reference ?? 0, ...ends)], nice: true },
    marks: [
      gridY({ ticks: 4, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisY({ ticks: 4, tickSize: 0, label: null, tickFormat: format }),
      axisX(ticks, {
        tickSize: 4,
        label: null,
        tickFormat: (index: number) => points[index]?.name ?? '',
      }),
      ...(reference === null
        ? []
        : [ruleY([reference], { stroke: 'var(--ink-soft)', strokeDasharray: '3,3' })]),
      areaY(known, { x: 'index', y1: 'low', y2: 'high', fill: 'var(--accent-soft)' }),
      lineY(known, { x: 'index', y: 'value', stroke: 'var(--accent)', strokeWidth: 2 }),
      dot(known, { x: 'index', y: 'value', r: 3.5, fill: 'var(--accent)' }),
    ],
  });
}
