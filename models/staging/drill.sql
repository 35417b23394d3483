-- One row per unit, drill and version.
-- Which version stands from when to when: staging.return_version.
select
  r.report_month,
  r.unit_code,
  r.unit_name,
  r.drill_date,
  r.drill_type,
  r.drill_form,
  r.place,
  r.participants,
  r.commander,
  r.evacuation_seconds,
  r.has_plan,
  r.has_record,
  r.has_comment,
  r.has_review,
  r.has_follow_up,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  case when r.readable_from > v.known_from then r.readable_from else v.known_from end as known_from,
  v.known_to
from intake.drill r
join staging.return_version v
  on v.dataset = 'drill'
  and v.unit_code = r.unit_code
  and v.report_month = r.report_month
  and v.file_id = r.file_id
-- A row may be readable only after its return, or after that was replaced.
where r.readable_from is null
  or v.known_to is null
  or r.readable_from < v.known_to
