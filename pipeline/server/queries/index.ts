import type { NamedQuery } from '../named-query.ts';
import { changeQuery } from './change.ts';
import { decisionQueries } from './decisions.ts';
import { factQueries } from './facts.ts';
import { historyQueries } from './history.ts';
import { intakeQueries } from './intake.ts';
import { planQueries } from './plans.ts';
import { referenceQueries } from './reference.ts';

/** Every question that HTTP answers, by name. */
export const namedQueries: ReadonlyMap<string, NamedQuery> = new Map(
  [
    ...decisionQueries,
    changeQuery,
    ...factQueries,
    ...historyQueries,
    ...intakeQueries,
    ...planQueries,
    ...referenceQueries,
  ].map((query) => [query.name, query]),
);
