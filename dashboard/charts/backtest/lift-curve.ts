import { axisX, axisY, gridX, gridY, lineY, link, plot, text } from '@observablehq/plot';
import { textWidth } from './intervals.ts';

/** A method's curve: what share of the serious findings a share of the visits finds. */
export interface LiftLine {
  readonly name: string;
  readonly own: boolean;
  readonly points: readonly { readonly share: number; readonly recall: number }[];
}

export interface LiftCurveOptions {
  /** Drawn in this order, the last on top. */
  readonly lines: readonly LiftLine[];
  readonly width: number;
  readonly axisVisits: string;
  readonly axisFindings: string;
  readonly format: (value: number) => string;
}

const MARGIN = { left: 46, right: 22 };

const DASHES = ['none', '6,3', '2,3', '8,3,2,3'];

/** Lines over the diagonal, which is what a lot would find. */
export function drawLiftCurve(options: LiftCurveOptions): Element {
  const { lines, width, axisVisits, axisFindings, format } = options;
  const styles = lines.map(({ name, own, points }, at) => ({
    name,
    points,
    stroke: own ? 'var(--accent)' : 'var(--ink-soft)',
    dash: DASHES[lines.slice(0, at).filter((one) => one.own === own).length % DASHES.length] ?? '',
    strokeWidth: own ? 2.25 : 1.25,
  }));
  // The key ends at the right edge, however long its names are.
  const inner = width - MARGIN.left - MARGIN.right;
  const keyAt = Math.max(
    0.2,
    1 - (Math.max(0, ...lines.map(({ name }) => textWidth(name))) + 46) / inner,
  );
  const swatch = 32 / inner;
  return plot({
    width,
    height: Math.min(360, Math.max(240, width * 0.6)),
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: 26,
    marginBottom: 40,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      gridX({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      gridY({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisX({
        ticks: 5,
        tickSize: 0,
        label: axisVisits,
        labelAnchor: 'center',
        labelArrow: 'none',
        tickFormat: format,
      }),
      axisY({ ticks: 5, tickSize: 0, label: axisFindings, labelArrow: 'none', tickFormat: format }),
      link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: 'var(--ink-soft)', strokeDasharray: '1,4' }),
      ...styles.flatMap(({ points, stroke, dash, strokeWidth }) =>
        lineY(points, { x: 'share', y: 'recall', stroke, strokeWidth, strokeDasharray: dash }),
      ),
      // The key stands in the corner that no useful method reaches, its lines drawn as in the chart.
      ...styles.flatMap(({ name, stroke, dash, strokeWidth }, at) => {
        const y = 0.06 + 0.075 * (styles.length - 1 - at);
        return [
          link([0], {
            x1: keyAt,
            x2: keyAt + swatch,
            y1: y,
            y2: y,
            stroke,
            strokeDasharray: dash,
            strokeWidth,
          }),
          text([name], {
            x: keyAt + swatch * 1.25,
            y,
            textAnchor: 'start',
            fill: 'var(--ink)',
            stroke: 'var(--paper)',
            strokeWidth: 4,
            text: (d: string) => d,
          }),
        ];
      }),
    ],
  });
}
