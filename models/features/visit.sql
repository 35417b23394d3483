-- One row per inspection: what it found, in the newest version, and what was known of the unit on the day.
-- received_at: when the first word of the visit came; a prediction may use it from then on.
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
  v.inspection_number,
  v.unit_code,
  v.visit_date,
  v.visit_index,
  r.received_at,
  date_diff('month', date '2000-01-01', r.received_at::date) as received_index,
  v.team,
  v.inspection_type,
  v.result,
  v.findings,
  v.major_findings,
  v.severity_points,
  v.serious,
  v.kind,
  v.ownership,
  v.area,
  v.exposure_class,
  v.brand,
  coalesce(e.facilities, 0)::double as exposure_facilities,
  coalesce(e.people, 0)::double as exposure_people,
  v.file_id,
  v.sheet,
  v.row_number
from features.visit_known v
join recorded r on r.inspection_number = v.inspection_number
left join exposed e
  on e.unit_code = v.unit_code
  and e.known_from = v.register_known_from
  and e.policy_version = v.policy_version
where v.to_index = 99999
