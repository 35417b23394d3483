-- One row per unit, month of return, hazard and version.
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
  from intake.hazard r
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
  r.hazard_number,
  r.found_date,
  r.source,
  r.finder,
  r.place,
  r.description,
  r.work_area,
  r.severity,
  r.measures,
  r.funds,
  r.deadline,
  r.responsible_party,
  r.responsible_person,
  r.interim_controls,
  r.contingency_plan,
  r.status,
  r.closed_date,
  r.extensions,
  r.supervision_number,
  r.escalated_to,
  r.file_id,
  r.sheet,
  r.row_number,
  v.known_from,
  v.known_to
from intake.hazard r
join version v
  on v.unit_code = r.unit_code and v.report_month = r.report_month and v.file_id = r.file_id
