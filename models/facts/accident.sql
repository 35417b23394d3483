-- One row per accident: newest version, with how long its report took.
with
known as (
  select accident_number, min(known_from) as first_received_at
  from staging.accident
  group by accident_number
)
select
  a.accident_number,
  a.unit_code,
  a.occurred_at,
  a.reported_at,
  a.accident_type,
  a.accident_level,
  a.responsible,
  a.deaths,
  a.injured,
  a.description,
  a.cause,
  date_diff('minute', a.occurred_at, a.reported_at)::integer as report_delay_minutes,
  k.first_received_at,
  a.known_from as received_at,
  a.file_id,
  a.sheet,
  a.row_number
from staging.accident a
join known k on k.accident_number = a.accident_number
where a.known_to is null
