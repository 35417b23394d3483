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
export { explain } from './explain.ts';
export type { Explanation } from './explanation.ts';
export { loadPolicies, type PolicyFile } from './load-policies.ts';
export { historyStep, historyStepFrom } from './history/index.ts';
export { draftFields, type Draft, type DraftField, type DraftValue } from './lab/draft.ts';
export { newVersion, type NewVersion } from './lab/new-version.ts';
export { datedVersions, fileOfVersion } from './lab/rules.ts';
export { tryDraft, trialNeeds, type Trial, type TrialResult } from './lab/try-draft.ts';
export { versionsWithoutSignals } from './signals-off.ts';
export { wayBackText } from './way-back/way-back-text.ts';
export { wayBack, type WayBack } from './way-back/way-back.ts';
