import { axisX, axisY, dot, gridX, link, plot, text } from '@observablehq/plot';

/** An area's mean score, and what it was. */
export interface ComparedArea {
  readonly area: string;
  readonly before: number | null;
  readonly now: number | null;
}

export interface AreasComparedOptions {
  readonly areas: readonly ComparedArea[];
  readonly width: number;
  readonly format: (value: number) => string;
  /** The area drilled down to, which is set apart. */
  readonly selected: string | null;
}

/** Height of a line, px; where there are more areas than a district has, they move together. */
const rowHeight = (areas: number): number => (areas > 30 ? 15 : 24);

/** One line an area: a hollow dot for what the mean score was, a full one for what it is. */
export function drawAreasCompared(options: AreasComparedOptions): Element {
  const { areas, width, format, selected } = options;
  const longest = Math.max(0, ...areas.map(({ area }) => area.length));
  const values = areas.flatMap(({ before, now }) => [before ?? [], now ?? []].flat());
  const both = areas.filter(({ before, now }) => before !== null && now !== null);
  return plot({
    width,
    height: areas.length * rowHeight(areas.length) + 40,
    marginLeft: Math.min(
      width * 0.4,
      14 * Math.max(3, longest) * (/[a-z]/i.test(areas[0]?.area ?? '') ? 0.55 : 1),
    ),
    marginRight: 44,
    marginTop: 24,
    marginBottom: 8,
    x: { domain: [0, Math.max(1, ...values)], nice: true },
    y: { type: 'point', domain: areas.map(({ area }) => area), padding: 0.5 },
    marks: [
      gridX({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisX({ anchor: 'top', tickSize: 0, label: null, ticks: 5 }),
      axisY(
        areas.flatMap(({ area }) => (area === selected ? [] : [area])),
        { tickSize: 0, label: null, fill: 'var(--ink)' },
      ),
      axisY(
        areas.flatMap(({ area }) => (area === selected ? [area] : [])),
        { tickSize: 0, label: null, fill: 'var(--accent)', fontWeight: 700 },
      ),
      link(both, {
        x1: 'before',
        x2: 'now',
        y1: 'area',
        y2: 'area',
        stroke: 'var(--ink-soft)',
        strokeWidth: 1.25,
      }),
      dot(
        areas.filter(({ before }) => before !== null),
        { x: 'before', y: 'area', r: 3.5, fill: 'var(--paper)', stroke: 'var(--ink-soft)' },
      ),
      dot(
        areas.filter(({ now }) => now !== null),
        { x: 'now', y: 'area', r: 4.5, fill: 'var(--accent)' },
      ),
      text(
        areas.filter(({ now }) => now !== null),
        {
          x: ({ before, now }: ComparedArea) => Math.max(before ?? 0, now ?? 0),
          y: 'area',
          text: ({ now }: ComparedArea) => format(now ?? 0),
          dx: 10,
          textAnchor: 'start',
          fill: 'var(--ink)',
        },
      ),
    ],
  });
}
