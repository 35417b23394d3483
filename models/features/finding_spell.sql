-- One row per finding and version: the months in which it stood as written, from from_index up to
-- to_index (not included), and from which month on it was known to be a repetition (rule H7).
-- A finding repeats where an earlier visit found something in the same work area of the unit.
with
found as (
  select
    *,
    date_diff('month', date '2000-01-01', found_date) as found_index,
    date_diff('month', date '2000-01-01', known_from::date) as from_index,
    coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999) as to_index
  from staging.finding
),
visit_area as (
  select
    unit_code,
    work_area,
    found_date,
    found_index,
    min(from_index) as from_index
  from found
  group by unit_code, work_area, found_date, found_index
),
repetition as (
  select
    later.unit_code,
    later.work_area,
    later.found_date,
    min(earlier.from_index) as repeated_index,
    max(earlier.found_date) as repeats_date
  from visit_area later
  join visit_area earlier
    on earlier.unit_code = later.unit_code
    and earlier.work_area = later.work_area
    and earlier.found_date < later.found_date
    and earlier.found_index >= later.found_index - (
      select max(repeated_months) from features.month_rule
    )
  group by later.unit_code, later.work_area, later.found_date
)
select
  f.unit_code,
  f.inspection_number,
  f.finding_number,
  f.found_date,
  f.found_index,
  f.work_area,
  f.severity,
  f.description,
  f.deadline,
  f.status,
  f.closed_date,
  f.false_return,
  f.from_index,
  f.to_index,
  r.repeats_date,
  case when r.repeated_index > f.from_index then r.repeated_index
    when r.repeated_index is not null then f.from_index end as repeated_index,
  f.file_id,
  f.sheet,
  f.row_number
from found f
left join repetition r
  on r.unit_code = f.unit_code
  and r.work_area = f.work_area
  and r.found_date = f.found_date
where f.to_index > f.from_index
