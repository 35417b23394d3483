-- One row per unit, month and visit that was known at the month's end, with what was then known of it. A visit
-- or correction received later is not there, so predictions made from these rows cannot look ahead.
with
known as (
  select
    u.unit_code,
    u.month,
    u.month_index,
    v.inspection_number,
    v.visit_date,
    v.visit_index
  from features.unit_in_month u
  join features.visit_spell v
    on v.unit_code = u.unit_code
    and v.from_index <= u.month_index
    and v.to_index > u.month_index
),
found as (
  select
    k.unit_code,
    k.month,
    k.inspection_number,
    count(*) filter (where f.severity = 'major') as major_findings,
    sum(cast(s.points as decimal(18, 6))) as severity_points
  from known k
  join features.finding_spell f
    on f.unit_code = k.unit_code
    and f.inspection_number = k.inspection_number
    and f.from_index <= k.month_index
    and f.to_index > k.month_index
  join policy.version p
    on p.applies_from <= f.found_date
    and p.applies_to > f.found_date
  join policy.severity_points s
    on s.policy_version = p.policy_version
    and s.severity = f.severity
  group by k.unit_code, k.month, k.inspection_number
)
select
  k.unit_code,
  k.month,
  k.inspection_number,
  k.visit_date,
  k.visit_index,
  coalesce(f.severity_points, 0)::double as severity_points,
  coalesce(f.major_findings, 0) > 0
    or coalesce(f.severity_points, 0) >= s.serious_points as serious
from known k
join policy.version p
  on p.applies_from <= k.visit_date
  and p.applies_to > k.visit_date
join policy.setting s on s.policy_version = p.policy_version
left join found f
  on f.unit_code = k.unit_code
  and f.month = k.month
  and f.inspection_number = k.inspection_number
