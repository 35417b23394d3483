-- One row per accident and version.
-- Which version stands from when to when: staging.row_version.
select
  r.accident_number,
  r.unit_code,
  r.unit_name,
  r.occurred_at,
  r.reported_at,
  r.accident_type,
  r.accident_level,
  r.responsible,
  r.deaths,
  r.injured,
  r.description,
  r.cause,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  v.known_from,
  v.known_to
from intake.accident r
join staging.row_version v
  on v.dataset = 'accident'
  and v.first_key = r.accident_number
  and v.second_key = ''
  and v.file_id = r.file_id
  and v.sheet = coalesce(r.sheet, '')
  and v.row_number = r.row_number
