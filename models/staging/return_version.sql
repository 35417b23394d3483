-- One row per dataset, unit, month of return, file and time span in which that file's rows stand.
-- A file received later that holds any row of a unit and month replaces all of that unit's earlier rows
-- of that month; those stay, valid from known_from up to known_to (null: still valid). Rows of a file that
-- was itself corrected (staging.file) end with its correction; what they alone had replaced then stands again.
with
accepted as (
  select 'hazard' as dataset, unit_code, report_month, file_id, received_at from intake.hazard
  union all
  select 'hazard_return' as dataset, unit_code, report_month, file_id, received_at
  from intake.hazard_return
  union all
  select 'drill' as dataset, unit_code, report_month, file_id, received_at from intake.drill
  union all
  select 'activity', unit_code, report_month, file_id, received_at from intake.activity
  union all
  select 'hand_in', unit_code, report_month, file_id, received_at from intake.hand_in
  union all
  select 'risk_list', unit_code, report_month, file_id, received_at from intake.risk_list
  union all
  select 'platform_upload', unit_code, report_month, file_id, received_at from intake.platform_upload
  union all
  select 'education_task', unit_code, report_month, file_id, received_at from intake.education_task
  union all
  select 'fire_check', unit_code, report_month, file_id, received_at from intake.fire_check
  union all
  select 'hazardous_waste', unit_code, report_month, file_id, received_at from intake.hazardous_waste
  union all
  select 'security_standard', unit_code, report_month, file_id, received_at from intake.security_standard
  union all
  select 'safety_month_return', unit_code, report_month, file_id, received_at from intake.safety_month_return
),
handed_in as (
  select dataset, unit_code, report_month, file_id, min(received_at) as received_at
  from accepted
  group by dataset, unit_code, report_month, file_id
),
claim as (
  select
    h.*,
    f.replaced_at as withdrawn_at,
    row_number() over (
      partition by h.dataset, h.unit_code, h.report_month
      order by h.received_at, f.place
    ) as place
  from handed_in h
  join staging.file f on f.file_id = h.file_id
),
first_stand as (
  select
    dataset,
    unit_code,
    report_month,
    file_id,
    received_at as known_from,
    withdrawn_at,
    min(received_at) over (
      partition by dataset, unit_code, report_month
      order by place
      rows between 1 following and 1 following
    ) as replaced_at
  from claim
),
-- What stood under a file that was withdrawn, and under nothing else.
restored as (
  select
    c.dataset,
    c.unit_code,
    c.report_month,
    c.file_id,
    gone.withdrawn_at as known_from,
    min(c.withdrawn_at) as withdrawn_at,
    min(later.received_at) filter (where later.received_at > gone.withdrawn_at) as replaced_at
  from claim c
  join claim gone
    on gone.dataset = c.dataset
    and gone.unit_code = c.unit_code
    and gone.report_month = c.report_month
    and gone.place > c.place
    and gone.withdrawn_at is not null
    and (c.withdrawn_at is null or c.withdrawn_at > gone.withdrawn_at)
  join claim later
    on later.dataset = c.dataset
    and later.unit_code = c.unit_code
    and later.report_month = c.report_month
    and later.place > c.place
  group by c.dataset, c.unit_code, c.report_month, c.file_id, gone.withdrawn_at
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
  unit_code,
  report_month,
  file_id,
  known_from,
  case when withdrawn_at is null or replaced_at <= withdrawn_at then replaced_at
    else withdrawn_at end as known_to
from stand
