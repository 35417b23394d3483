import type { NamedQuery } from '../../named-query.ts';
import { completionQueries } from './completion.ts';
import { courseQueries } from './course.ts';
import { lateQueries } from './late.ts';
import { safetyMonthQueries } from './safety-month.ts';
import { unitQueries } from './unit.ts';

/** What campaigns ask, who has done it, what is late. */
export const campaignQueries: readonly NamedQuery[] = [
  ...completionQueries,
  ...courseQueries,
  ...lateQueries,
  ...unitQueries,
  ...safetyMonthQueries,
];
