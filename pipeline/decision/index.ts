export { loadPolicies, type PolicyFile } from './load-policies.ts';
