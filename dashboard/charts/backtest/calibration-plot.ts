import { axisX, axisY, dot, gridX, gridY, link, plot } from '@observablehq/plot';

/** Visits of similar probability. */
export interface CalibrationPoint {
  readonly predicted: number;
  readonly observed: number;
  readonly low: number;
  readonly high: number;
}

export interface CalibrationPlotOptions {
  readonly points: readonly CalibrationPoint[];
  readonly own: boolean;
  readonly width: number;
  readonly axisPredicted: string;
  readonly axisObserved: string;
  readonly format: (value: number) => string;
}

/** Said and observed bin by bin; on the diagonal they are the same. */
export function drawCalibration(options: CalibrationPlotOptions): Element {
  const { points, own, width, axisPredicted, axisObserved, format } = options;
  const highest = Math.min(
    1,
    Math.max(0.1, ...points.flatMap(({ predicted, high }) => [predicted, high])),
  );
  const stroke = own ? 'var(--accent)' : 'var(--ink-soft)';
  return plot({
    width,
    height: Math.min(360, Math.max(240, width * 0.62)),
    marginLeft: 46,
    marginRight: 22,
    marginTop: 26,
    marginBottom: 40,
    x: { domain: [0, highest], nice: true },
    y: { domain: [0, highest], nice: true },
    marks: [
      gridX({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      gridY({ ticks: 5, stroke: 'var(--rule)', strokeOpacity: 1 }),
      axisX({
        ticks: 5,
        tickSize: 0,
        label: axisPredicted,
        labelAnchor: 'center',
        labelArrow: 'none',
        tickFormat: format,
      }),
      axisY({ ticks: 5, tickSize: 0, label: axisObserved, labelArrow: 'none', tickFormat: format }),
      link([0], {
        x1: 0,
        y1: 0,
        x2: highest,
        y2: highest,
        stroke: 'var(--ink-soft)',
        strokeDasharray: '3,3',
      }),
      link(points, {
        x1: 'predicted',
        x2: 'predicted',
        y1: 'low',
        y2: 'high',
        stroke,
        strokeWidth: 1.5,
      }),
      dot(points, { x: 'predicted', y: 'observed', r: 4.5, fill: stroke }),
    ],
  });
}
