-- One row per accepted row of a dataset that is replaced row by row, and time span in which it stands.
-- A row received later replaces the earlier one with the same natural key (first_key, second_key); that
-- one stays, valid from known_from up to known_to (null: still valid). Rows of a file that was itself
-- corrected (staging.file) end with its correction, under whatever key; what they alone had replaced then stands again.
with
accepted as (
  select 'unit' as dataset, unit_code as first_key, '' as second_key,
    file_id, sheet, row_number, received_at
  from intake.unit
  union all
  select 'unit_change', change_number, '', file_id, sheet, row_number, received_at
  from intake.unit_change
  union all
  select 'inspection', inspection_number, '', file_id, sheet, row_number, received_at
  from intake.inspection
  union all
  select 'finding', inspection_number, finding_number, file_id, sheet, row_number, received_at
  from intake.finding
  union all
  select 'accident', accident_number, '', file_id, sheet, row_number, received_at
  from intake.accident
  union all
  select 'office_log', entry_number, '', file_id, sheet, row_number, received_at
  from intake.office_log
  union all
  select 'bus', plate_number, '', file_id, sheet, row_number, received_at
  from intake.bus
  union all
  select 'safe_campus', unit_code, title_level, file_id, sheet, row_number, received_at
  from intake.safe_campus
),
claim as (
  select
    a.dataset,
    a.first_key,
    a.second_key,
    a.file_id,
    coalesce(a.sheet, '') as sheet,
    a.row_number,
    a.received_at,
    -- A unit that a corrected register leaves out, or has in quarantine, stays: other files name it.
    case when a.dataset <> 'unit' then f.replaced_at end as withdrawn_at,
    row_number() over (
      partition by a.dataset, a.first_key, a.second_key
      order by a.received_at, f.place, a.sheet, a.row_number
    ) as place
  from accepted a
  join staging.file f on f.file_id = a.file_id
),
first_stand as (
  select
    dataset,
    first_key,
    second_key,
    file_id,
    sheet,
    row_number,
    received_at as known_from,
    withdrawn_at,
    min(received_at) over (
      partition by dataset, first_key, second_key
      order by place
      rows between 1 following and 1 following
    ) as replaced_at
  from claim
),
-- What stood under a row that was withdrawn, and under nothing else.
restored as (
  select
    c.dataset,
    c.first_key,
    c.second_key,
    c.file_id,
    c.sheet,
    c.row_number,
    gone.withdrawn_at as known_from,
    min(c.withdrawn_at) as withdrawn_at,
    min(later.received_at) filter (where later.received_at > gone.withdrawn_at) as replaced_at
  from claim c
  join claim gone
    on gone.dataset = c.dataset
    and gone.first_key = c.first_key
    and gone.second_key = c.second_key
    and gone.place > c.place
    and gone.withdrawn_at is not null
    and (c.withdrawn_at is null or c.withdrawn_at > gone.withdrawn_at)
  join claim later
    on later.dataset = c.dataset
    and later.first_key = c.first_key
    and later.second_key = c.second_key
    and later.place > c.place
  group by
    c.dataset, c.first_key, c.second_key, c.file_id, c.sheet, c.row_number, gone.withdrawn_at
  having count(*) filter (
    where later.received_at <= gone.withdrawn_at
      and (later.withdrawn_at is null or later.withdrawn_at > gone.withdrawn_at)
  ) = 0
),
stand as (
  select * from first_stand
  union all
  select * from restored
)
select
  dataset,
  first_key,
  second_key,
  file_id,
  sheet,
  row_number,
  known_from,
  case when withdrawn_at is null or replaced_at <= withdrawn_at then replaced_at
    else withdrawn_at end as known_to
from stand
