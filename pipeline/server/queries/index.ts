import type { NamedQuery } from '../named-query.ts';
import { backtestQueries } from './backtest.ts';
import { campaignQueries } from './campaigns/index.ts';
import { changeQuery } from './change.ts';
import { decisionQueries } from './decisions.ts';
import { factQueries } from './facts.ts';
import { historyQueries } from './history.ts';
import { intakeQueries } from './intake.ts';
import { policyQueries } from './policy.ts';
import { planQueries } from './plans.ts';
import { referenceQueries } from './reference.ts';
import { verificationQueries } from './verification.ts';

/** Every question that HTTP answers, by name. */
export const namedQueries: ReadonlyMap<string, NamedQuery> = new Map(
  [
    ...decisionQueries,
    changeQuery,
    ...factQueries,
    ...historyQueries,
    ...backtestQueries,
    ...intakeQueries,
    ...policyQueries,
    ...campaignQueries,
    ...planQueries,
    ...referenceQueries,
    ...verificationQueries,
  ].map((query) => [query.name, query]),
);
