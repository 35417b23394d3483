import { text } from '../../contracts/index.ts';
import type { NamedQuery } from '../named-query.ts';

/** What came of published plans and draws. */
export const planQueries: readonly NamedQuery[] = [
  {
    name: 'plan_outcome',
    title: text('计划执行情况', 'What came of plans'),
    source: 'marts.plan_outcome',
    sql: 'select *\nfrom marts.plan_outcome\norder by month desc, visit_origin',
  },
  {
    name: 'plan_estimate',
    title: text('随机抽查推断', 'Estimates from draws'),
    source: 'marts.plan_estimate',
    sql: 'select *\nfrom marts.plan_estimate\norder by month desc',
  },
  {
    name: 'plan_visit',
    title: text('已公布的检查计划', 'Visits of published plans'),
    source: 'marts.plan_visit',
    sql: `select
  plan_id,
  month,
  unit_code,
  planned_date,
  inspection_type,
  night_check,
  team,
  serious_expected,
  visit_origin,
  overrides,
  inspection_date,
  findings,
  major_findings,
  serious,
  visit_status
from marts.plan_visit
order by planned_date desc, team, unit_code`,
  },
];
