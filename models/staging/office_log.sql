-- One row per body, piece of work and version.
-- Which version stands from when to when: staging.row_version.
select
  r.entry_number,
  r.body,
  r.entry_date,
  r.activity_type,
  r.document,
  r.topic,
  r.work_title,
  r.period_date,
  r.campaign,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  v.known_from,
  v.known_to
from intake.office_log r
join staging.row_version v
  on v.dataset = 'office_log'
  and v.first_key = r.entry_number
  and v.second_key = ''
  and v.file_id = r.file_id
  and v.sheet = coalesce(r.sheet, '')
  and v.row_number = r.row_number
