-- One row per change of a unit and version.
-- Which version stands from when to when: staging.row_version.
select
  r.change_number,
  r.change_date,
  r.change_type,
  r.unit_code,
  r.unit_name,
  r.successor_codes,
  r.new_name,
  r.new_parent_code,
  r.new_area,
  r.document_number,
  r.remark,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  v.known_from,
  v.known_to
from intake.unit_change r
join staging.row_version v
  on v.dataset = 'unit_change'
  and v.first_key = r.change_number
  and v.second_key = ''
  and v.file_id = r.file_id
  and v.sheet = coalesce(r.sheet, '')
  and v.row_number = r.row_number
