-- One row per inspection and version.
-- Which version stands from when to when: staging.row_version.
select
  r.inspection_number,
  r.unit_code,
  r.unit_name,
  r.inspection_date,
  r.inspection_type,
  r.team,
  r.inspectors,
  r.result,
  r.points,
  r.note,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  v.known_from,
  v.known_to
from intake.inspection r
join staging.row_version v
  on v.dataset = 'inspection'
  and v.first_key = r.inspection_number
  and v.second_key = ''
  and v.file_id = r.file_id
  and v.sheet = coalesce(r.sheet, '')
  and v.row_number = r.row_number
