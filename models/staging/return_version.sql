-- One row per dataset, unit, month of return and file: which file's rows stand, and from when to when.
-- A file received later that holds any row of a unit and month replaces all of that unit's earlier rows
-- of that month, and a correction all rows of the file that it corrects (staging.file); those stay, valid
-- from known_from up to known_to (null: still valid).
with
accepted as (
  select 'hazard' as dataset, unit_code, report_month, file_id, received_at from intake.hazard
  union all
  select 'hazard_return' as dataset, unit_code, report_month, file_id, received_at
  from intake.hazard_return
  union all
  select 'drill' as dataset, unit_code, report_month, file_id, received_at from intake.drill
),
handed_in as (
  select dataset, unit_code, report_month, file_id, min(received_at) as received_at
  from accepted
  group by dataset, unit_code, report_month, file_id
),
in_order as (
  select
    h.dataset,
    h.unit_code,
    h.report_month,
    h.file_id,
    h.received_at as known_from,
    lead(h.received_at) over (
      partition by h.dataset, h.unit_code, h.report_month
      order by h.received_at, f.place
    ) as next_from,
    f.replaced_at
  from handed_in h
  join staging.file f on f.file_id = h.file_id
)
select
  dataset,
  unit_code,
  report_month,
  file_id,
  known_from,
  case when replaced_at < next_from then replaced_at else coalesce(next_from, replaced_at) end
    as known_to
from in_order
