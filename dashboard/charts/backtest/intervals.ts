import { axisX, axisY, dot, gridX, link, plot, ruleX, text } from '@observablehq/plot';

/** A figure with its interval on a line of its own. */
export interface IntervalLine {
  readonly name: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Set apart from the others. */
  readonly own: boolean;
}

export interface IntervalsOptions {
  readonly lines: readonly IntervalLine[];
  readonly width: number;
  /** Room for the names, px. */
  readonly nameWidth: number;
  /** What chance would show; a dashed line. */
  readonly reference: number | null;
  readonly format: (value: number) => string;
  /** Of the axis. */
  readonly tickFormat: (value: number) => string;
}

/** Height of a line, px; where names wrap, of two lines of text. */
const ROW = 24;
const ROW_WRAPPED = 32;

/** Room that names need beside a chart, px; never more than half of the width, where they wrap. */
export function nameWidth(names: readonly string[], width: number): number {
  const longest = Math.max(0, ...names.map(textWidth));
  return Math.min(width * 0.46, longest + 12);
}

/** About as wide as a text is set, px. */
export const textWidth = (value: string): number =>
  [...value].reduce((sum, sign) => sum + (/[\u2e80-\uffef]/u.test(sign) ? 12.5 : 6.6), 0);

/** One line a method or group: the dot is the figure, the bar its 95 % interval. */
export function drawIntervals(options: IntervalsOptions): Element {
  const { lines, width, nameWidth: left, reference, format, tickFormat } = options;
  const wraps = lines.some(({ name }) => textWidth(name) > left - 10);
  // In ems of the 12 px that charts are set in.
  const axis = { tickSize: 0, label: null, lineWidth: (left - 8) / 12 };
  const known = lines.filter(({ value }) => value !== null);
  const ends = known.flatMap(({ value, low, high }) => [low ?? value ?? 0, high ?? value ?? 0]);
  if (reference !== null) ends.push(reference);
  const colour = ({ own }: IntervalLine) => (own ? 'var(--accent)' : 'var(--ink-soft)');
  return plot({
    width,
    height: lines.length * (wraps ? ROW_WRAPPED : ROW) + 34,
    marginLeft: left,
    marginRight: 42,
    marginTop: 24,
    marginBottom: 10,
    x: { domain: [Math.min(...ends), Math.max(...ends)], nice: true },
    y: { type: 'point', domain: lines.map(({ name }) => name), padding: 0.5 },
    marks: [
      gridX({ stroke: 'var(--rule)', strokeOpacity: 1, ticks: 4 }),
      axisX({ anchor: 'top', tickSize: 0, label: null, ticks: 4, tickFormat }),
      ...(reference === null
        ? []
        : [ruleX([reference], { stroke: 'var(--ink-soft)', strokeDasharray: '3,3' })]),
      axisY(
        lines.filter(({ own }) => !own).map(({ name }) => name),
        { ...axis, fill: 'var(--ink)' },
      ),
      axisY(
        lines.filter(({ own }) => own).map(({ name }) => name),
        { ...axis, fill: 'var(--accent)', fontWeight: 700 },
      ),
      link(
        known.filter(({ low, high }) => low !== null && high !== null),
        { x1: 'low', x2: 'high', y1: 'name', y2: 'name', stroke: colour, strokeWidth: 2 },
      ),
      dot(known, {
        x: 'value',
        y: 'name',
        r: 4.5,
        fill: colour,
        // A filled diamond and a dot: ours is told from the others without its colour too.
        symbol: ({ own }: IntervalLine) => (own ? 'diamond' : 'circle'),
      }),
      text(known, {
        x: ({ value, high }: IntervalLine) => high ?? value ?? 0,
        y: 'name',
        text: ({ value }: IntervalLine) => format(value ?? 0),
        dx: 7,
        textAnchor: 'start',
        fill: 'var(--ink)',
        stroke: 'var(--paper)',
        strokeWidth: 4,
      }),
    ],
  });
}
