-- One row per closing of a hazard that a return tells, with deadline and the minute it was recorded, and
-- from when to when it was known.
select
  e.unit_code,
  e.hazard_number,
  h.found_date,
  e.event_date as closed_date,
  h.deadline,
  h.closing_recorded_at,
  h.work_area,
  h.description,
  o.text,
  h.received_at::date as received_date,
  date_diff('month', date '2000-01-01', e.known_from::date) as from_index,
  coalesce(date_diff('month', date '2000-01-01', e.known_to::date), 99999) as to_index,
  e.file_id,
  e.sheet,
  e.row_number
from facts.hazard_event e
join staging.hazard h
  on h.unit_code = e.unit_code
  and h.hazard_number = e.hazard_number
  and h.report_month = e.report_month
  and h.file_id = e.file_id
  and coalesce(h.sheet, '') = coalesce(e.sheet, '')
  and h.row_number = e.row_number
  and h.known_from <= e.known_from
  and coalesce(h.known_to, timestamp '9999-01-01') > e.known_from
join signals.own_hazard o
  on o.unit_code = e.unit_code
  and o.hazard_number = e.hazard_number
  and o.known_from <= e.known_from
  and o.known_until > e.known_from
where e.event = 'struck_off'
