-- One row per finding and version: the months in which it stood as written, from from_index up to
-- to_index (not included).
with
found as (
  select
    *,
    date_diff('month', date '2000-01-01', found_date) as found_index,
    date_diff('month', date '2000-01-01', known_from::date) as from_index,
    coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999) as to_index
  from staging.finding
)
select
  unit_code,
  inspection_number,
  finding_number,
  found_date,
  found_index,
  work_area,
  severity,
  description,
  deadline,
  status,
  closed_date,
  false_return,
  from_index,
  to_index,
  file_id,
  sheet,
  row_number
from found
where to_index > from_index
