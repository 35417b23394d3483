-- One row per drill held: newest version.
with
known as (
  select unit_code, drill_date, drill_type, min(known_from) as first_received_at
  from staging.drill
  group by unit_code, drill_date, drill_type
)
select
  d.report_month,
  d.unit_code,
  d.drill_date,
  d.drill_type,
  d.drill_form,
  d.place,
  d.participants,
  d.commander,
  d.evacuation_seconds,
  d.has_plan,
  d.has_record,
  d.has_comment,
  d.has_review,
  d.has_follow_up,
  (d.has_plan::integer + d.has_record::integer + d.has_comment::integer
    + d.has_review::integer + d.has_follow_up::integer) as traces,
  k.first_received_at,
  d.known_from as received_at,
  d.file_id,
  d.sheet,
  d.row_number
from staging.drill d
join known k
  on k.unit_code = d.unit_code and k.drill_date = d.drill_date and k.drill_type = d.drill_type
where d.known_to is null
