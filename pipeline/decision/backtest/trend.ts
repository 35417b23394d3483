import type { Cases } from './cases.ts';
import { windowFigures, type Figures } from './figures.ts';
import { compare } from './intervals.ts';
import { methods, type MethodName } from './methods.ts';
import type { BootstrapOptions } from './metrics/index.ts';
import { firstDay, lastDay, type Period } from './period.ts';
import type { MetricRow } from './result.ts';

/** The figures of each window alone. */
export function trend(
  cases: Cases,
  scoreOf: (method: MethodName) => Float64Array,
  { origins, window }: Period,
  options: BootstrapOptions,
): MetricRow[] {
  return origins.flatMap((origin, place) => {
    const members = Array.from(cases.origin.keys()).filter((at) => cases.origin[at] === place);
    const event = Uint8Array.from(members, (at) => cases.event[at] ?? 0);
    const figures = new Map<MethodName, Figures>(
      methods.map(({ method }) => {
        const score = scoreOf(method);
        return [
          method,
          windowFigures(
            Float64Array.from(members, (at) => score[at] ?? 0),
            event,
          ),
        ];
      }),
    );
    // Every unit has one visit in a window.
    const comparison = compare(Int32Array.from(members.keys()), figures, options);
    return methods.flatMap(({ method }) =>
      (['auc', 'lift_20'] as const).flatMap((metric): MetricRow[] => {
        const figure = comparison.measured(method, metric);
        return figure
          ? [
              {
                scope: 'window',
                from: firstDay(origin + 1),
                to: lastDay(origin + window),
                method,
                metric,
                ...figure,
                units: members.length,
                visits: members.length,
                events: event.reduce((sum, one) => sum + one, 0),
              },
            ]
          : [];
      }),
    );
  });
}
