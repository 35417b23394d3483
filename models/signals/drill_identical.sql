-- One row per practical drill with figures; a hit where an earlier drill of the two years before had the same
-- number of people and took the same number of seconds (rules D3, H7).
with
drill as (
  select
    unit_code,
    drill_date,
    drill_type,
    participants,
    evacuation_seconds,
    date_diff('month', date '2000-01-01', drill_date) as event_index,
    date_diff('month', date '2000-01-01', known_from::date) as from_index,
    coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999) as to_index,
    file_id,
    sheet,
    row_number
  from staging.drill
  where drill_form = 'practical'
    and participants is not null
    and evacuation_seconds is not null
),
twin as (
  select
    d.unit_code,
    d.drill_date,
    d.drill_type,
    d.from_index,
    d.file_id,
    d.row_number,
    max(e.drill_date) as drill_date_before
  from drill d
  join drill e
    on e.unit_code = d.unit_code
    and e.participants = d.participants
    and e.evacuation_seconds = d.evacuation_seconds
    and e.drill_date < d.drill_date
    and e.drill_date > d.drill_date - 731
    and e.from_index <= d.from_index
  group by d.unit_code, d.drill_date, d.drill_type, d.from_index, d.file_id, d.row_number
)
select
  d.unit_code,
  d.event_index,
  d.from_index,
  d.to_index,
  t.drill_date_before is not null as is_hit,
  d.drill_date as evidence_date,
  d.participants::varchar || ' 人，' || d.evacuation_seconds::varchar || ' 秒' as title_zh,
  d.participants::varchar || ' people, ' || d.evacuation_seconds::varchar || ' s' as title_en,
  t.drill_date_before::varchar as detail,
  d.file_id,
  d.sheet,
  d.row_number
from drill d
left join twin t
  on t.unit_code = d.unit_code
  and t.drill_date = d.drill_date
  and t.drill_type = d.drill_type
  and t.from_index = d.from_index
  and t.file_id = d.file_id
  and t.row_number = d.row_number
