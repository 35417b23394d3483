-- One row per unit, fire check and version.
-- Which version stands from when to when: staging.return_version.
select
  r.report_month,
  r.unit_code,
  r.unit_name,
  r.fire_check_date,
  r.occasion,
  r.rules_kept,
  r.daily_checks_done,
  r.staff_informed,
  r.key_places_managed,
  r.equipment_working,
  r.flues_cleaned,
  r.lines_inspected,
  r.systems_maintained,
  r.ebike_area_checked,
  r.fire_hazards_rectified,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  case when r.readable_from > v.known_from then r.readable_from else v.known_from end as known_from,
  v.known_to
from intake.fire_check r
join staging.return_version v
  on v.dataset = 'fire_check'
  and v.unit_code = r.unit_code
  and v.report_month = r.report_month
  and v.file_id = r.file_id
-- A row may be readable only after its return, or after that was replaced.
where r.readable_from is null
  or v.known_to is null
  or r.readable_from < v.known_to
