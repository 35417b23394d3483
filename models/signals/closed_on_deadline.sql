-- One row per closing on a later day than the hazard was found; a hit where it was the very day of the
-- deadline (rule H7).
select
  unit_code,
  date_diff('month', date '2000-01-01', closed_date) as event_index,
  from_index,
  to_index,
  closed_date = deadline as is_hit,
  closed_date as evidence_date,
  description as title_zh,
  description as title_en,
  hazard_number || ' · ' || deadline::varchar as detail,
  file_id,
  sheet,
  row_number
from signals.closing
where deadline is not null
  and closed_date > found_date
