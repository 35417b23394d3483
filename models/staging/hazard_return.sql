-- One row per unit, month of return and version.
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
  from intake.hazard_return r
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
  r.self_checks,
  r.hazards_found,
  r.major_found,
  r.hazards_closed,
  r.hazards_open,
  r.funds,
  r.filled_by,
  r.filled_date,
  r.file_id,
  r.sheet,
  r.row_number,
  v.known_from,
  v.known_to
from intake.hazard_return r
join version v
  on v.unit_code = r.unit_code and v.report_month = r.report_month and v.file_id = r.file_id
