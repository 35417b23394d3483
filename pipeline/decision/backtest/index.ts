export { measures, type MetricName } from './measures.ts';
export { methods, type MethodName } from './methods.ts';
export type { Backtest, BacktestStatus } from './result.ts';
export { backtest } from './run.ts';
export { backtestStep, type Previous } from './step.ts';
export type { BacktestOptions } from './period.ts';
