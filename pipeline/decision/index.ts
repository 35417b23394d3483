export { explanationText } from './explain-text.ts';
export { explain, type Explanation } from './explain.ts';
export { loadPolicies, type PolicyFile } from './load-policies.ts';
export { historyComputation } from './history/index.ts';
