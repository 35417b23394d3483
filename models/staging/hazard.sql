-- One row per unit, month of return, hazard and version.
-- Which version stands from when to when: staging.return_version.
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
  r.closing_recorded_at,
  r.extensions,
  r.supervision_number,
  r.escalated_to,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  case when r.readable_from > v.known_from then r.readable_from else v.known_from end as known_from,
  v.known_to
from intake.hazard r
join staging.return_version v
  on v.dataset = 'hazard'
  and v.unit_code = r.unit_code
  and v.report_month = r.report_month
  and v.file_id = r.file_id
-- A row may be readable only after its return, or after that was replaced.
where r.readable_from is null
  or v.known_to is null
  or r.readable_from < v.known_to
