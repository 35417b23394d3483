-- One row per inspection and version: the months in which it was known as written, from from_index up to
-- to_index (not included). Findings stand for their visit while no record of it does, before it comes and where
-- it is withdrawn: the first of those that stood then.
with
recorded as (
  select
    inspection_number,
    unit_code,
    inspection_date as visit_date,
    inspection_type,
    team,
    result,
    points,
    date_diff('month', date '2000-01-01', known_from::date) as from_index,
    coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999) as to_index,
    file_id,
    sheet,
    row_number
  from staging.inspection
),
moment as (
  select inspection_number, from_index as month_index from features.finding_spell
  union
  select inspection_number, to_index from features.finding_spell
  union
  select inspection_number, from_index from recorded where to_index > from_index
  union
  select inspection_number, to_index from recorded where to_index > from_index
),
finding_span as (
  select
    inspection_number,
    month_index as from_index,
    min(month_index) over (
      partition by inspection_number
      order by month_index
      rows between 1 following and 1 following
    ) as to_index
  from moment
),
first_finding as (
  select
    s.inspection_number,
    f.unit_code,
    f.found_date,
    s.from_index,
    s.to_index,
    f.file_id,
    f.sheet,
    f.row_number
  from finding_span s
  join features.finding_spell f
    on f.inspection_number = s.inspection_number
    and f.from_index <= s.from_index
    and f.to_index > s.from_index
  qualify row_number() over (
    partition by s.inspection_number, s.from_index
    order by f.from_index, f.finding_number, f.row_number
  ) = 1
),
visit as (
  select * from recorded
  union all
  select
    f.inspection_number,
    f.unit_code,
    f.found_date as visit_date,
    null as inspection_type,
    null as team,
    null as result,
    null as points,
    f.from_index,
    f.to_index,
    f.file_id,
    f.sheet,
    f.row_number
  from first_finding f
  where not exists (
    select 1
    from recorded r
    where r.inspection_number = f.inspection_number
      and r.from_index <= f.from_index
      and r.to_index > f.from_index
  )
)
select
  inspection_number,
  unit_code,
  visit_date,
  date_diff('month', date '2000-01-01', visit_date) as visit_index,
  inspection_type,
  team,
  result,
  points,
  from_index,
  to_index,
  file_id,
  sheet,
  row_number
from visit
where to_index > from_index
