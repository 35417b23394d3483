-- One row per closing that a unit told; a hit where it cannot be: closed before it was found (such rows wait
-- in quarantine), or closed after the day on which the return came (rule H7). A row that the unit has put
-- right since no longer counts.
with
refused as (
  select
    q.unit_code,
    q.received_at,
    q.known_from,
    q.value,
    q.report_month,
    q.file_id,
    q.sheet,
    q.row_number,
    min(v.known_from) filter (where v.received_at > q.received_at and v.file_id <> q.file_id)
      as mended_at
  from (
    select *, greatest(received_at, readable_from) as known_from
    from intake.quarantine
  ) q
  left join staging.return_version v
    on v.dataset = 'hazard'
    and v.unit_code = q.unit_code
    and v.report_month = q.report_month
  where q.dataset = 'hazard'
    and q.reason_code = 'closed_before_found'
    and q.unit_code is not null
  group by
    q.unit_code, q.received_at, q.known_from, q.value, q.report_month, q.file_id, q.sheet,
    q.row_number
)
select
  unit_code,
  from_index as event_index,
  from_index,
  to_index,
  closed_date > received_date as is_hit,
  closed_date as evidence_date,
  description as title_zh,
  description as title_en,
  hazard_number || ' · ' || received_date::varchar as detail,
  file_id,
  sheet,
  row_number
from signals.closing
union all
select
  unit_code,
  date_diff('month', date '2000-01-01', received_at::date) as event_index,
  date_diff('month', date '2000-01-01', known_from::date) as from_index,
  coalesce(date_diff('month', date '2000-01-01', mended_at::date), 99999) as to_index,
  true as is_hit,
  received_at::date as evidence_date,
  '整改完成日期早于发现日期，未予入库' as title_zh,
  'Closed before it was found: not accepted' as title_en,
  value as detail,
  file_id,
  sheet,
  row_number
from refused
