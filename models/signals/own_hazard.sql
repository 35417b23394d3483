-- One row per hazard of a unit's own ledger and time span in which any listing of it stood, as it was first
-- listed in that span; as a rule one span, from its first listing on. What a correction took back ends it.
-- text is what stays of the description when numbers, dates, brackets and stops are taken away, so that a
-- line copied with another day and another count is still the same line.
with
listing as (
  select
    *,
    max(coalesce(known_to, timestamp '9999-01-01')) over (
      partition by unit_code, hazard_number
      order by known_from, report_month, row_number
      rows between unbounded preceding and 1 preceding
    ) as known_so_far
  from staging.hazard
  where known_to is null
    or known_to > known_from
),
numbered as (
  select
    *,
    sum(case when known_so_far >= known_from then 0 else 1 end) over (
      partition by unit_code, hazard_number
      order by known_from, report_month, row_number
      rows between unbounded preceding and current row
    ) as span
  from listing
),
span as (
  select
    *,
    max(coalesce(known_to, timestamp '9999-01-01')) over (
      partition by unit_code, hazard_number, span
    ) as known_until
  from numbered
  qualify row_number() over (
    partition by unit_code, hazard_number, span
    order by known_from, report_month, row_number
  ) = 1
)
select
  unit_code,
  hazard_number,
  report_month,
  date_diff('month', date '2000-01-01', report_month) as report_index,
  found_date,
  work_area,
  description,
  translate(
    description,
    '0123456789０１２３４５６７８９〇零一二三四五六七八九十百两年月日号时分点第次处个具只共约查（）()【】[]，。、；：,.;:-—/ ',
    ''
  ) as text,
  known_from,
  known_until,
  date_diff('month', date '2000-01-01', known_from::date) as from_index,
  case when known_until < timestamp '9999-01-01'
    then date_diff('month', date '2000-01-01', known_until::date) else 99999 end as to_index,
  file_id,
  sheet,
  row_number
from span
