-- One row per dataset, unit, month of return, file and time span in which that file's rows stand.
-- A file received later that holds any row of a unit and month replaces all of that unit's earlier rows
-- of that month; those stay, valid from known_from up to known_to (null: still valid). Rows of a file that
-- was itself corrected (staging.file) end with its correction; what they alone had replaced then stands again.
-- received_at: when the file came. It is known from then on, or from when the first of its rows could be read.
with
accepted as (
  select 'hazard' as dataset, unit_code, report_month, file_id, received_at, readable_from from intake.hazard
  union all
  select 'hazard_return' as dataset, unit_code, report_month, file_id, received_at, readable_from
  from intake.hazard_return
  union all
  select 'drill' as dataset, unit_code, report_month, file_id, received_at, readable_from from intake.drill
  union all
  select 'activity', unit_code, report_month, file_id, received_at, readable_from from intake.activity
  union all
  select 'hand_in', unit_code, report_month, file_id, received_at, readable_from from intake.hand_in
  union all
  select 'risk_list', unit_code, report_month, file_id, received_at, readable_from from intake.risk_list
  union all
  select 'platform_upload', unit_code, report_month, file_id, received_at, readable_from from intake.platform_upload
  union all
  select 'education_task', unit_code, report_month, file_id, received_at, readable_from from intake.education_task
  union all
  select 'fire_check', unit_code, report_month, file_id, received_at, readable_from from intake.fire_check
  union all
  select 'hazardous_waste', unit_code, report_month, file_id, received_at, readable_from from intake.hazardous_waste
  union all
  select 'security_standard', unit_code, report_month, file_id, received_at, readable_from from intake.security_standard
  union all
  select 'safety_month_return', unit_code, report_month, file_id, received_at, readable_from from intake.safety_month_return
),
handed_in as (
  select
    dataset,
    unit_code,
    report_month,
    file_id,
    min(received_at) as received_at,
    min(case when readable_from > received_at then readable_from else received_at end) as known_at
  from accepted
  group by dataset, unit_code, report_month, file_id
),
claim as (
  select
    a.dataset,
    a.unit_code,
    a.report_month,
    a.file_id,
    a.received_at,
    a.known_at,
    f.replaced_at as withdrawn_at,
    row_number() over (
      partition by a.dataset, a.unit_code, a.report_month
      order by a.received_at, f.place
    ) as place
  from handed_in a
  join staging.file f on f.file_id = a.file_id
),
first_stand as (
  select
    dataset,
    unit_code,
    report_month,
    file_id,
    received_at,
    known_at as known_from,
    withdrawn_at,
    min(case when withdrawn_at is null or withdrawn_at >= known_at then known_at end) over (
      partition by dataset, unit_code, report_month
      order by place
      rows between 1 following and unbounded following
    ) as replaced_at
  from claim
),
-- What stood under a file that was withdrawn, and under nothing else; be it that it could be read only then.
restored as (
  select
    c.dataset,
    c.unit_code,
    c.report_month,
    c.file_id,
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
    and gone.unit_code = c.unit_code
    and gone.report_month = c.report_month
    and gone.place > c.place
    and gone.withdrawn_at >= gone.known_at
    and (c.withdrawn_at is null
      or (c.withdrawn_at > gone.withdrawn_at and c.withdrawn_at > c.known_at))
  join claim later
    on later.dataset = c.dataset
    and later.unit_code = c.unit_code
    and later.report_month = c.report_month
    and later.place > c.place
  group by
    c.dataset, c.unit_code, c.report_month, c.file_id, c.received_at,
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
        and r.unit_code = s.unit_code
        and r.report_month = s.report_month
        and r.file_id = s.file_id
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
  unit_code,
  report_month,
  file_id,
  received_at,
  known_from,
  -- What never stood has a span of no length: it still tells when it came.
  case when ended_at < known_from then known_from else ended_at end as known_to
from ended
