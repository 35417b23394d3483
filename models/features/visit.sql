-- One row per inspection: what it found, in the newest version, and what was known of the unit on the day.
-- Findings without a record of their visit stand for one (features.visit_spell).
-- received_at: when the first word of the visit came; a prediction may use it from then on.
-- severity_points: points of its findings by the policy in force on the day.
-- serious: the event that is predicted: a major finding, or so many points as the policy calls serious.
with
recorded as (
  select
    inspection_number,
    min(known_from) as received_at
  from (
    select inspection_number, known_from from staging.inspection
    union all
    select inspection_number, known_from from staging.finding
  ) word
  group by inspection_number
),
newest as (
  select
    v.inspection_number,
    v.unit_code,
    v.visit_date,
    v.inspection_type,
    v.result,
    v.team,
    v.file_id,
    v.sheet,
    v.row_number,
    r.received_at
  from features.visit_spell v
  join recorded r on r.inspection_number = v.inspection_number
  where v.to_index = 99999
  qualify row_number() over (
    partition by v.inspection_number
    order by v.inspection_type is null, v.visit_date, v.file_id, v.row_number
  ) = 1
),
found as (
  select
    f.inspection_number,
    count(*) as findings,
    count(*) filter (where f.severity = 'major') as major_findings,
    sum(cast(s.points as decimal(18, 6))) as severity_points
  from features.finding_spell f
  join policy.version p
    on p.applies_from <= f.found_date
    and p.applies_to > f.found_date
  join policy.severity_points s
    on s.policy_version = p.policy_version
    and s.severity = f.severity
  where f.to_index = 99999
  group by f.inspection_number
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
    n.*,
    u.kind,
    u.ownership,
    u.area,
    u.register_known_from
  from newest n
  left join register u
    on u.unit_code = n.unit_code
    and (u.nth = 1 or u.valid_from <= n.visit_date)
  qualify row_number() over (
    partition by n.inspection_number
    order by u.nth desc
  ) = 1
),
exposed as (
  select
    unit_code,
    known_from,
    policy_version,
    sum(points) filter (where indicator = 'exposure_facilities') as facilities,
    sum(points) filter (where indicator = 'exposure_people') as people
  from features.exposure
  group by unit_code, known_from, policy_version
)
select
  d.inspection_number,
  d.unit_code,
  d.visit_date,
  date_diff('month', date '2000-01-01', d.visit_date) as visit_index,
  d.received_at,
  date_diff('month', date '2000-01-01', d.received_at::date) as received_index,
  d.team,
  d.inspection_type,
  d.result,
  coalesce(f.findings, 0)::integer as findings,
  coalesce(f.major_findings, 0)::integer as major_findings,
  coalesce(f.severity_points, 0)::double as severity_points,
  coalesce(f.major_findings, 0) > 0
    or coalesce(f.severity_points, 0) >= s.serious_points as serious,
  d.kind,
  d.ownership,
  d.area,
  coalesce(e.facilities, 0)::double as exposure_facilities,
  coalesce(e.people, 0)::double as exposure_people,
  d.file_id,
  d.sheet,
  d.row_number
from described d
join policy.version p
  on p.applies_from <= d.visit_date
  and p.applies_to > d.visit_date
join policy.setting s on s.policy_version = p.policy_version
left join found f on f.inspection_number = d.inspection_number
left join exposed e
  on e.unit_code = d.unit_code
  and e.known_from = d.register_known_from
  and e.policy_version = p.policy_version
