-- One row per visit of a published plan: the newest plan of each month, and what came of it. Done is a
-- visit in whose month the unit was inspected; each inspection answers to at most one visit, since a plan sees
-- a unit at most once a month. Serious: as features.visit says, which is what serious_expected foretold.
with
newest as (
  select month, max(published_at) as published_at
  from planning.visit
  group by month
),
planned as (
  select v.*
  from planning.visit v
  join newest n
    on n.month = v.month
    and n.published_at = v.published_at
),
overridden as (
  select
    plan_id,
    unit_code,
    count(*)::integer as overrides
  from planning.plan_override
  where not undone
    and action <> 'lock'
  group by plan_id, unit_code
),
made as (
  select
    p.plan_id,
    p.unit_code,
    p.planned_date,
    v.inspection_number,
    v.visit_date as inspection_date,
    v.findings,
    v.major_findings,
    v.serious,
    row_number() over (
      partition by p.plan_id, p.unit_code, p.planned_date
      order by abs(date_diff('day', p.planned_date, v.visit_date)), v.inspection_number
    ) as nearness
  from planned p
  join features.visit v
    on v.unit_code = p.unit_code
    and v.visit_date >= p.month
    and v.visit_date < (p.month + interval 1 month)::date
)
select
  p.plan_id,
  p.month,
  p.unit_code,
  p.planned_date,
  p.inspection_type,
  p.night_check,
  p.team,
  p.inspectors,
  p.serious_expected,
  p.visit_origin,
  p.published_at,
  coalesce(o.overrides, 0) as overrides,
  m.inspection_number,
  m.inspection_date,
  m.findings,
  m.major_findings,
  m.serious,
  case
    when m.inspection_number is not null then 'done'
    when b.as_of_month >= p.month and b.published_at >= (p.month + interval 1 month) then 'unfinished'
    else 'waiting' end as visit_status
from planned p
cross join policy.build b
left join overridden o
  on o.plan_id = p.plan_id
  and o.unit_code = p.unit_code
left join made m
  on m.plan_id = p.plan_id
  and m.unit_code = p.unit_code
  and m.planned_date = p.planned_date
  and m.nearness = 1
