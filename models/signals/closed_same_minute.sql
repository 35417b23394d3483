-- One row per closing with the minute it was recorded; a hit where the unit recorded another at the same
-- minute (rule H7). Midnight is a day without a time.
select
  unit_code,
  date_diff('month', date '2000-01-01', closed_date) as event_index,
  from_index,
  to_index,
  count(*) over (
    partition by unit_code, date_trunc('minute', closing_recorded_at), from_index
  ) > 1 as is_hit,
  closing_recorded_at::date as evidence_date,
  description as title_zh,
  description as title_en,
  hazard_number || ' · ' || substring(closing_recorded_at::varchar, 1, 16) as detail,
  file_id,
  sheet,
  row_number
from signals.closing
where closing_recorded_at is not null
  and closing_recorded_at <> date_trunc('day', closing_recorded_at)
