-- One row per inspection and span of months, from from_index up to to_index (not included), in which the visit
-- and its findings were known as written. Findings without a record of their visit stand for one.
-- severity_points: the inspection's own points, else those of its findings by the policy in force on the day.
-- serious: the event that is predicted: a major finding, or so many points as the policy calls serious.
with
moment as (
  select inspection_number, from_index as month_index from features.visit_spell
  union
  select inspection_number, to_index from features.visit_spell
  union
  select inspection_number, from_index from features.finding_spell
  union
  select inspection_number, to_index from features.finding_spell
),
span as (
  select
    inspection_number,
    month_index as from_index,
    min(month_index) over (
      partition by inspection_number
      order by month_index
      rows between 1 following and 1 following
    ) as to_index
  from moment
),
found as (
  select
    s.inspection_number,
    s.from_index,
    count(*) as findings,
    count(*) filter (where f.severity = 'major') as major_findings,
    -- A sum of decimals does not depend on the order of adding.
    sum(cast(w.points as decimal(18, 6))) as severity_points
  from span s
  join features.finding_spell f
    on f.inspection_number = s.inspection_number
    and f.from_index <= s.from_index
    and f.to_index >= s.to_index
  join policy.version p
    on p.applies_from <= f.found_date
    and p.applies_to > f.found_date
  join policy.severity_points w
    on w.policy_version = p.policy_version
    and w.severity = f.severity
  group by s.inspection_number, s.from_index
),
visit as (
  select
    s.inspection_number,
    s.from_index,
    s.to_index,
    v.unit_code,
    v.visit_date,
    v.visit_index,
    v.team,
    v.inspection_type,
    v.result,
    v.points,
    v.file_id,
    v.sheet,
    v.row_number
  from span s
  join features.visit_spell v
    on v.inspection_number = s.inspection_number
    and v.from_index <= s.from_index
    and v.to_index >= s.to_index
  qualify row_number() over (
    partition by s.inspection_number, s.from_index
    order by v.inspection_type is null, v.visit_date, v.file_id, v.row_number
  ) = 1
),
-- The register as it stood on the day; before the first register, as the first one had it.
register as (
  select
    *,
    row_number() over (partition by unit_code order by valid_from) as nth
  from facts.unit_version
),
described as (
  select
    v.*,
    u.kind,
    u.ownership,
    u.area,
    u.register_known_from
  from visit v
  left join register u
    on u.unit_code = v.unit_code
    and (u.nth = 1 or u.valid_from <= v.visit_date)
  qualify row_number() over (
    partition by v.inspection_number, v.from_index
    order by u.nth desc
  ) = 1
)
select
  d.inspection_number,
  d.from_index,
  d.to_index,
  d.unit_code,
  d.visit_date,
  d.visit_index,
  d.team,
  d.inspection_type,
  d.result,
  coalesce(f.findings, 0)::integer as findings,
  coalesce(f.major_findings, 0)::integer as major_findings,
  coalesce(d.points, f.severity_points::double, 0)::double as severity_points,
  coalesce(f.major_findings, 0) > 0
    or coalesce(d.points, f.severity_points::double, 0) >= s.serious_points as serious,
  d.kind,
  d.ownership,
  d.area,
  c.exposure_class,
  c.brand,
  d.register_known_from,
  p.policy_version,
  d.file_id,
  d.sheet,
  d.row_number
from described d
join policy.version p
  on p.applies_from <= d.visit_date
  and p.applies_to > d.visit_date
join policy.setting s on s.policy_version = p.policy_version
left join found f
  on f.inspection_number = d.inspection_number
  and f.from_index = d.from_index
left join features.unit_class c
  on c.unit_code = d.unit_code
  and c.known_from = d.register_known_from
