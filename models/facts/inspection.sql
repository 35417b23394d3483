-- One row per inspection: newest version, with what its findings weigh.
with
known as (
  select inspection_number, min(known_from) as first_received_at
  from staging.inspection
  group by inspection_number
),
version as (
  select
    policy_version,
    effective_from,
    lead(effective_from) over (order by effective_from) as effective_to,
    row_number() over (order by effective_from) as ordinal
  from policy.version
),
severity_weight as (
  select v.effective_from, v.effective_to, v.ordinal, s.severity, s.points
  from version v
  join policy.severity_points s on s.policy_version = v.policy_version
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
    and (w.effective_from <= f.found_date or w.ordinal = 1)
    and (w.effective_to is null or w.effective_to > f.found_date)
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
  coalesce(f.findings, 0)::integer as findings,
  coalesce(f.major_findings, 0)::integer as major_findings,
  coalesce(f.severity_points, 0)::double as severity_points,
  k.first_received_at,
  i.known_from as received_at,
  i.file_id,
  i.sheet,
  i.row_number
from staging.inspection i
join known k on k.inspection_number = i.inspection_number
left join found f on f.inspection_number = i.inspection_number
where i.known_to is null
