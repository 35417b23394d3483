import type { Key } from '../../../i18n/catalogue.ts';
import type { ChartSpec } from '../chart/spec.ts';

/** A query that teaches a table. Its text is the same in both languages; what it shows is not. */
export interface Example {
  readonly name: Extract<Key, `sql.example.${string}`>;
  readonly sql: string;
  /** How its answer is best drawn; without one it is best read. */
  readonly chart?: ChartSpec;
}

/** In the order in which somebody new should meet the tables. */
export const examples: readonly Example[] = [
  {
    name: 'sql.example.tables',
    sql: `select
  schema_name,
  relation_name,
  grain_zh,
  grain_en,
  rows
from dictionary.relation
where schema_name in ('facts', 'marts')
order by schema_name desc, relation_name`,
  },
  {
    name: 'sql.example.columns',
    sql: `select
  field_name,
  data_type,
  label_zh,
  label_en
from dictionary.field
where schema_name = 'marts' and relation_name = 'unit_month'
order by ordinal`,
  },
  {
    name: 'sql.example.tiers',
    sql: `select
  area,
  tier,
  count(*) as units,
  round(avg(score), 1) as mean_score
from marts.unit_month
where month = :month
group by area, tier
order by area, mean_score desc`,
    chart: { mark: 'bar', x: 'area', y: 'units', colour: 'tier', aggregate: 'sum' },
  },
  {
    name: 'sql.example.trend',
    sql: `select
  month,
  tier,
  count(*) as units
from marts.unit_month
group by month, tier
order by month, tier`,
    chart: { mark: 'line', x: 'month', y: 'units', colour: 'tier', aggregate: 'sum' },
  },
  {
    name: 'sql.example.reasons',
    sql: `select
  d.unit_name,
  d.area,
  d.tier,
  d.score,
  r.indicator,
  r.points,
  r.reason_zh,
  r.reason_en
from marts.decision d
join marts.decision_reason r
  on r.unit_code = d.unit_code
  and r.month = d.month
where d.month = :month
  and r.ordinal = 1
order by d.score desc
limit 50`,
  },
  {
    name: 'sql.example.hazards',
    sql: `select
  work_area,
  severity,
  count(*) as open_hazards,
  count(*) filter (where deadline < last_day(cast(:month as date))) as overdue
from facts.hazard
where is_open
group by work_area, severity
order by open_hazards desc`,
    chart: { mark: 'bar', x: 'work_area', y: 'open_hazards', colour: 'severity', aggregate: 'sum' },
  },
  {
    name: 'sql.example.returns',
    sql: `select
  u.area,
  r.status,
  count(*) as returns
from facts.return r
join facts.unit u on u.unit_code = r.unit_code
where r.dataset = 'hazard_return'
  and r.month >= cast(:month as date) - interval 11 months
group by u.area, r.status
order by u.area, r.status`,
    chart: { mark: 'bar', x: 'area', y: 'returns', colour: 'status', aggregate: 'sum' },
  },
  {
    name: 'sql.example.inspections',
    sql: `select
  date_trunc('month', inspection_date)::date as month,
  inspection_type,
  count(*) as inspections,
  sum(findings) as findings,
  round(sum(findings) / count(*), 2) as findings_a_visit
from facts.inspection
group by all
order by month, inspection_type`,
    chart: {
      mark: 'line',
      x: 'month',
      y: 'inspections',
      colour: 'inspection_type',
      aggregate: 'sum',
    },
  },
  {
    name: 'sql.example.drills',
    sql: `select
  drill_type,
  count(*) as drills,
  round(avg(participants)) as participants,
  round(avg(traces), 2) as mean_traces,
  count(*) filter (where traces = 5) as complete
from facts.drill
group by drill_type
order by drills desc`,
  },
  {
    name: 'sql.example.risen',
    sql: `with
scored as (
  select
    unit_name,
    area,
    month,
    score,
    score - lag(score, 3) over (partition by unit_code order by month) as change
  from marts.unit_month
)
select
  unit_name,
  area,
  score,
  round(change, 1) as change_in_3_months
from scored
where month = :month
  and change > 0
order by change desc
limit 30`,
    chart: { mark: 'bar', x: 'unit_name', y: 'change_in_3_months', colour: null, aggregate: 'sum' },
  },
  {
    name: 'sql.example.unit',
    sql: `select
  found_date,
  work_area,
  severity,
  description,
  deadline,
  closed_date,
  status
from facts.hazard
where unit_code = (
  select unit_code
  from marts.decision
  where month = :month
  order by score desc
  limit 1
)
order by found_date desc`,
  },
];
