export {
  backtest,
  backtestStep,
  measures,
  methods,
  type Backtest,
  type BacktestStatus,
  type MethodName,
  type MetricName,
  type Previous,
} from './backtest/index.ts';
export { explanationText } from './explain-text.ts';
export { explain, type Explanation } from './explain.ts';
export { loadPolicies, type PolicyFile } from './load-policies.ts';
export { historyStep } from './history/index.ts';
