import { ABSENT, formatFixed } from '../../../i18n/format.ts';
import type { BacktestData, Figure, MetricRow } from './rows.ts';

/** Decimals that a figure is told with: days one, all others two. */
export const digitsOf = (metric: string): number => (metric.startsWith('days') ? 1 : 2);

/** 0.81 [0.73, 0.87]. Reactive. */
export function withInterval({ value, low, high }: Figure, digits: number): string {
  if (value === null) return ABSENT;
  const middle = formatFixed(value, digits);
  return low === null || high === null
    ? middle
    : `${middle} [${formatFixed(low, digits)}, ${formatFixed(high, digits)}]`;
}

/** The figure of a method over all windows. */
export const figureOf = (
  { metrics }: BacktestData,
  method: string,
  metric: string,
): MetricRow | undefined =>
  metrics.find((row) => row.scope === 'all' && row.method === method && row.metric === metric);
