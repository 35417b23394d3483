-- One row per figure of a practical drill that its log gives for the first time: people and seconds; a hit
-- where the last digit is 0 or 5 (rule H7). A figure that comes again, such as the whole school, counts once.
-- Figures below 20 are left out: so few are counted one by one.
with
figure as (
  select unit_code, drill_date, participants as figure, 'people' as kind, known_from, known_to,
    file_id, sheet, row_number
  from staging.drill
  where drill_form = 'practical'
  union all
  select unit_code, drill_date, evacuation_seconds, 'seconds', known_from, known_to,
    file_id, sheet, row_number
  from staging.drill
  where drill_form = 'practical'
),
first_given as (
  select *
  from figure
  where figure >= 20
  qualify row_number() over (
    partition by unit_code, kind, figure
    order by known_from, drill_date, row_number
  ) = 1
)
select
  unit_code,
  date_diff('month', date '2000-01-01', drill_date) as event_index,
  date_diff('month', date '2000-01-01', known_from::date) as from_index,
  coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999) as to_index,
  figure % 5 = 0 as is_hit,
  drill_date as evidence_date,
  case kind when 'people' then '参演 ' || figure::varchar || ' 人'
    else '疏散用时 ' || figure::varchar || ' 秒' end as title_zh,
  case kind when 'people' then figure::varchar || ' people took part'
    else 'Evacuated in ' || figure::varchar || ' s' end as title_en,
  null::varchar as detail,
  file_id,
  sheet,
  row_number
from first_given
