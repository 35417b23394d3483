-- One row per hazard of a unit's own ledger: as last reported, and how long it has been carried along.
with
history as (
  select
    unit_code,
    hazard_number,
    min(known_from) as first_received_at,
    min(report_month) filter (where known_to is null) as first_report_month,
    max(report_month) filter (where known_to is null) as last_report_month,
    count(distinct report_month) filter (where known_to is null) as reports
  from staging.hazard
  group by unit_code, hazard_number
)
select
  n.unit_code,
  n.hazard_number,
  h.first_report_month,
  h.last_report_month,
  h.reports::integer as reports,
  n.found_date,
  n.source,
  n.finder,
  n.place,
  n.description,
  n.work_area,
  n.severity,
  n.measures,
  n.funds,
  n.deadline,
  n.responsible_party,
  n.responsible_person,
  n.interim_controls,
  n.contingency_plan,
  n.status,
  n.closed_date,
  n.closing_recorded_at,
  n.extensions,
  n.supervision_number,
  n.escalated_to,
  n.status <> 'struck_off' as is_open,
  h.first_received_at,
  n.known_from as received_at,
  n.file_id,
  n.sheet,
  n.row_number
from history h
join staging.hazard n
  on n.unit_code = h.unit_code
  and n.hazard_number = h.hazard_number
  and n.report_month = h.last_report_month
  and n.known_to is null
