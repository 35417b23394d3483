-- One row per bus and version.
-- Which version stands from when to when: staging.row_version.
select
  r.plate_number,
  r.unit_code,
  r.unit_name,
  r.registered_on,
  r.permit_until,
  r.annual_check_until,
  r.gps_linked,
  r.attendant,
  r.cameras,
  r.violations,
  r.dedicated,
  r.exit_on,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  v.known_from,
  v.known_to
from intake.bus r
join staging.row_version v
  on v.dataset = 'bus'
  and v.first_key = r.plate_number
  and v.second_key = ''
  and v.file_id = r.file_id
  and v.sheet = coalesce(r.sheet, '')
  and v.row_number = r.row_number
