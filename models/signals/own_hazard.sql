-- One row per hazard of a unit's own ledger, as it was first listed, and from when to when it was known.
-- text is what stays of the description when numbers, dates, brackets and stops are taken away, so that a
-- line copied with another day and another count is still the same line.
with
listing as (
  select
    unit_code,
    hazard_number,
    report_month,
    found_date,
    source,
    work_area,
    description,
    known_from,
    file_id,
    sheet,
    row_number,
    min(known_from) over (partition by unit_code, hazard_number) as first_known,
    max(coalesce(known_to, timestamp '9999-01-01')) over (partition by unit_code, hazard_number)
      as last_known
  from staging.hazard
  qualify row_number() over (
    partition by unit_code, hazard_number
    order by known_from, report_month, row_number
  ) = 1
)
select
  unit_code,
  hazard_number,
  report_month,
  date_diff('month', date '2000-01-01', report_month) as report_index,
  found_date,
  source in ('self_daily', 'self_monthly') as is_own_finding,
  work_area,
  description,
  translate(
    description,
    '0123456789０１２３４５６７８９〇零一二三四五六七八九十百两年月日号时分点第次处个具只共约查（）()【】[]，。、；：,.;:-—/ ',
    ''
  ) as text,
  date_diff('month', date '2000-01-01', first_known::date) as from_index,
  case when last_known < timestamp '9999-01-01'
    then date_diff('month', date '2000-01-01', last_known::date) else 99999 end as to_index,
  file_id,
  sheet,
  row_number
from listing
