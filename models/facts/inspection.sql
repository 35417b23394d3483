-- One row per inspection: newest version, with what its findings weigh.
with
known as (
  select inspection_number, min(known_from) as first_received_at
  from staging.inspection
  group by inspection_number
),
severity_weight as (
  select v.applies_from, v.applies_to, s.severity, s.points
  from policy.severity_points s
  join policy.version v on v.policy_version = s.policy_version
),
found as (
  select
    f.inspection_number,
    count(*) as findings,
    count(*) filter (where f.severity = 'major') as major_findings,
    sum(w.points) as severity_points
  from facts.finding f
  join severity_weight w
    on w.severity = f.severity
    and w.applies_from <= f.found_date
    and w.applies_to > f.found_date
  group by f.inspection_number
)
select
  i.inspection_number,
  i.unit_code,
  i.inspection_date,
  i.inspection_type,
  i.team,
  i.inspectors,
  i.result,
  i.note,
  i.points,
  coalesce(f.findings, 0)::integer as findings,
  coalesce(f.major_findings, 0)::integer as major_findings,
  coalesce(i.points, f.severity_points, 0)::double as severity_points,
  k.first_received_at,
  i.known_from as received_at,
  i.file_id,
  i.sheet,
  i.row_number
from staging.inspection i
join known k on k.inspection_number = i.inspection_number
left join found f on f.inspection_number = i.inspection_number
where i.known_to is null
