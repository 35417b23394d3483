-- One row per hazard and time span in which it had been put off less than twice, or twice and more: the
-- latter is a hit (rule H7). Put off: as often as declared, or as often as its deadline was moved.
with
moved as (
  select unit_code, hazard_number, known_from
  from facts.hazard_event
  where event = 'deadline_extended'
  qualify row_number() over (
    partition by unit_code, hazard_number
    order by known_from, report_month
  ) = 2
),
declared as (
  select unit_code, hazard_number, min(known_from) as known_from
  from staging.hazard
  where extensions >= 2
  group by unit_code, hazard_number
),
second as (
  select unit_code, hazard_number, date_diff('month', date '2000-01-01', min(known_from)::date) as second_index
  from (select * from moved union all select * from declared) as either
  group by unit_code, hazard_number
),
span as (
  select
    h.*,
    s.second_index,
    false as is_hit,
    h.from_index as span_from,
    least(h.to_index, coalesce(s.second_index, 99999)) as span_to
  from signals.own_hazard h
  left join second s
    on s.unit_code = h.unit_code
    and s.hazard_number = h.hazard_number
  union all
  select
    h.*,
    s.second_index,
    true,
    greatest(h.from_index, s.second_index),
    h.to_index
  from signals.own_hazard h
  join second s
    on s.unit_code = h.unit_code
    and s.hazard_number = h.hazard_number
)
select
  unit_code,
  report_index as event_index,
  span_from as from_index,
  span_to as to_index,
  is_hit,
  found_date as evidence_date,
  description as title_zh,
  description as title_en,
  hazard_number as detail,
  file_id,
  sheet,
  row_number
from span
where span_to > span_from
