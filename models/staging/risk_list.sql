-- One row per unit, month, risk and version.
-- Which version stands from when to when: staging.return_version.
select
  r.report_month,
  r.unit_code,
  r.unit_name,
  r.risk_number,
  r.work_area,
  r.risk_place,
  r.risk_description,
  r.risk_level,
  r.control_measures,
  r.controller,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  case when r.readable_from > v.known_from then r.readable_from else v.known_from end as known_from,
  v.known_to
from intake.risk_list r
join staging.return_version v
  on v.dataset = 'risk_list'
  and v.unit_code = r.unit_code
  and v.report_month = r.report_month
  and v.file_id = r.file_id
-- A row may be readable only after its return, or after that was replaced.
where r.readable_from is null
  or v.known_to is null
  or r.readable_from < v.known_to
