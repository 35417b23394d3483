-- One row per inspection, finding and version.
-- Which version stands from when to when: staging.row_version.
select
  r.inspection_number,
  r.finding_number,
  r.unit_code,
  r.unit_name,
  r.found_date,
  r.work_area,
  r.severity,
  r.description,
  r.deadline,
  r.status,
  r.closed_date,
  r.verified_date,
  r.false_return,
  r.file_id,
  r.sheet,
  r.row_number,
  v.known_from,
  v.known_to
from intake.finding r
join staging.row_version v
  on v.dataset = 'finding'
  and v.first_key = r.inspection_number
  and v.second_key = r.finding_number
  and v.file_id = r.file_id
  and v.sheet = coalesce(r.sheet, '')
  and v.row_number = r.row_number
