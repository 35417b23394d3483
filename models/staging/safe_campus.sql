-- One row per unit, level of title and version.
-- Which version stands from when to when: staging.row_version.
select
  r.unit_code,
  r.unit_name,
  r.title_level,
  r.title_state,
  r.decided_on,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  v.known_from,
  v.known_to
from intake.safe_campus r
join staging.row_version v
  on v.dataset = 'safe_campus'
  and v.first_key = r.unit_code
  and v.second_key = r.title_level
  and v.file_id = r.file_id
  and v.sheet = coalesce(r.sheet, '')
  and v.row_number = r.row_number
