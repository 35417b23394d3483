-- One row per unit, drill and version.
-- A file received later that holds any row of a unit and month replaces all of that unit's earlier rows
-- of that month; those stay, valid from known_from up to known_to (null: still valid).
with
handed_in as (
  select
    r.unit_code,
    r.report_month,
    r.file_id,
    f.loaded_at,
    f.file_name,
    min(r.received_at) as received_at
  from intake.drill r
  join intake.file f on f.file_id = r.file_id
  group by r.unit_code, r.report_month, r.file_id, f.loaded_at, f.file_name
),
version as (
  select
    unit_code,
    report_month,
    file_id,
    received_at as known_from,
    lead(received_at) over (
      partition by unit_code, report_month
      order by received_at, loaded_at, file_name, file_id
    ) as known_to
  from handed_in
)
select
  r.report_month,
  r.unit_code,
  r.unit_name,
  r.drill_date,
  r.drill_type,
  r.drill_form,
  r.place,
  r.participants,
  r.commander,
  r.evacuation_seconds,
  r.has_plan,
  r.has_record,
  r.has_comment,
  r.has_review,
  r.has_follow_up,
  r.file_id,
  r.sheet,
  r.row_number,
  v.known_from,
  v.known_to
from intake.drill r
join version v
  on v.unit_code = r.unit_code and v.report_month = r.report_month and v.file_id = r.file_id
