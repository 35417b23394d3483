-- One row per accepted row of a dataset that is replaced row by row, and time span in which it stands.
-- A row received later replaces the earlier one with the same natural key (first_key, second_key); that
-- one stays, valid from known_from up to known_to (null: still valid). Rows of a file that was itself
-- corrected (staging.file) end with its correction, under whatever key; what they alone had replaced then stands again.
-- A row that was held back is known from when it could be read (readable_from); received_at: when it came.
with
accepted as (
  select 'unit' as dataset, unit_code as first_key, '' as second_key,
    file_id, sheet, row_number, received_at, readable_from
  from intake.unit
  union all
  select 'unit_change', change_number, '', file_id, sheet, row_number, received_at, readable_from
  from intake.unit_change
  union all
  select 'inspection', inspection_number, '', file_id, sheet, row_number, received_at, readable_from
  from intake.inspection
  union all
  select 'finding', inspection_number, finding_number, file_id, sheet, row_number, received_at, readable_from
  from intake.finding
  union all
  select 'accident', accident_number, '', file_id, sheet, row_number, received_at, readable_from
  from intake.accident
  union all
  select 'office_log', entry_number, '', file_id, sheet, row_number, received_at, readable_from
  from intake.office_log
  union all
  select 'bus', plate_number, '', file_id, sheet, row_number, received_at, readable_from
  from intake.bus
  union all
  select 'safe_campus', unit_code, title_level, file_id, sheet, row_number, received_at, readable_from
  from intake.safe_campus
),
known as (
  select
    *,
    case when readable_from > received_at then readable_from else received_at end as known_at
  from accepted
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
    a.known_at,
    -- A unit that a corrected register leaves out, or has in quarantine, stays: other files name it.
    case when a.dataset <> 'unit' then f.replaced_at end as withdrawn_at,
    row_number() over (
      partition by a.dataset, a.first_key, a.second_key
      order by a.received_at, f.place, a.sheet, a.row_number
    ) as place
  from known a
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
    received_at,
    known_at as known_from,
    withdrawn_at,
    min(case when withdrawn_at is null or withdrawn_at >= known_at then known_at end) over (
      partition by dataset, first_key, second_key
      order by place
      rows between 1 following and unbounded following
    ) as replaced_at
  from claim
),
-- What stood under a row that was withdrawn, and under nothing else; be it that it could be read only then.
restored as (
  select
    c.dataset,
    c.first_key,
    c.second_key,
    c.file_id,
    c.sheet,
    c.row_number,
    c.received_at,
    case when c.known_at > gone.withdrawn_at then c.known_at else gone.withdrawn_at end as known_from,
    min(c.withdrawn_at) as withdrawn_at,
    min(later.known_at) filter (
      where later.known_at > c.known_at
        and later.known_at > gone.withdrawn_at
        and (later.withdrawn_at is null or later.withdrawn_at >= later.known_at)
    ) as replaced_at
  from claim c
  join claim gone
    on gone.dataset = c.dataset
    and gone.first_key = c.first_key
    and gone.second_key = c.second_key
    and gone.place > c.place
    and gone.withdrawn_at >= gone.known_at
    and (c.withdrawn_at is null
      or (c.withdrawn_at > gone.withdrawn_at and c.withdrawn_at > c.known_at))
  join claim later
    on later.dataset = c.dataset
    and later.first_key = c.first_key
    and later.second_key = c.second_key
    and later.place > c.place
  group by
    c.dataset, c.first_key, c.second_key, c.file_id, c.sheet, c.row_number, c.received_at,
    case when c.known_at > gone.withdrawn_at then c.known_at else gone.withdrawn_at end
  having count(*) filter (
    where (later.known_at <= gone.withdrawn_at or later.known_at <= c.known_at)
      and (later.withdrawn_at is null
        or (later.withdrawn_at > gone.withdrawn_at and later.withdrawn_at > c.known_at))
  ) = 0
),
stand as (
  select *
  from first_stand s
  where s.replaced_at is null
    or s.replaced_at > s.known_from
    -- Of what something later had covered when it could first be read, unless that was gone by then.
    or not exists (
      select 1
      from restored r
      where r.dataset = s.dataset
        and r.first_key = s.first_key
        and r.second_key = s.second_key
        and r.file_id = s.file_id
        and r.sheet = s.sheet
        and r.row_number = s.row_number
        and r.known_from = s.known_from
    )
  union all
  select * from restored
),
ended as (
  select
    *,
    case when withdrawn_at is null or replaced_at <= withdrawn_at then replaced_at
      else withdrawn_at end as ended_at
  from stand
)
select
  dataset,
  first_key,
  second_key,
  file_id,
  sheet,
  row_number,
  received_at,
  known_from,
  -- What never stood has a span of no length: it still tells when it came.
  case when ended_at < known_from then known_from else ended_at end as known_to
from ended
