-- One row per finding of an inspection: newest version.
with
known as (
  select inspection_number, finding_number, min(known_from) as first_received_at
  from staging.finding
  group by inspection_number, finding_number
)
select
  f.inspection_number,
  f.finding_number,
  f.unit_code,
  f.found_date,
  f.work_area,
  f.severity,
  f.description,
  f.deadline,
  f.status,
  f.closed_date,
  f.verified_date,
  f.false_return,
  f.status <> 'struck_off' as is_open,
  k.first_received_at,
  f.known_from as received_at,
  f.file_id,
  f.sheet,
  f.row_number
from staging.finding f
join known k
  on k.inspection_number = f.inspection_number and k.finding_number = f.finding_number
where f.known_to is null
