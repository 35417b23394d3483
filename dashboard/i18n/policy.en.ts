import type { policyZh } from './policy.zh.ts';

export const policyEn: Readonly<Record<keyof typeof policyZh, string>> = {
  'policy.title': 'Policy',
  'policy.standfirst':
    'How units are scored, and how their regime and tier follow; what other rules would change; every version; and whether the scores foretold what inspectors found.',
  'policy.sections': 'Parts of the policy page',
  'policy.section.rules': 'Rules in force',
  'policy.section.lab': 'What-if',
  'policy.section.versions': 'Versions',
  'policy.section.backtest': 'Backtest',
};
