-- One row per unit, month, signal that calls for verification, and record behind it, as known by the month's
-- end: the occasions on which it showed, or the returns whose counts it is about.
with
listed as (
  select
    v.unit_code,
    v.month,
    v.signal,
    v.trials,
    r.month_index,
    r.months
  from marts.verification v
  join signals.signal_rule r
    on r.month = v.month
    and r.signal = v.signal
)
select
  l.unit_code,
  l.month,
  l.signal,
  t.evidence_date,
  t.title_zh,
  t.title_en,
  t.detail,
  t.file_id,
  t.sheet,
  t.row_number
from listed l
join signals.trial t
  on t.unit_code = l.unit_code
  and t.signal = l.signal
  and t.is_hit
  and t.from_index <= l.month_index
  and t.to_index > l.month_index
  and t.event_index > l.month_index - l.months
  and t.event_index <= l.month_index
union all
select
  l.unit_code,
  l.month,
  l.signal,
  o.return_month as evidence_date,
  substring(o.return_month::varchar, 1, 7) || ' 月报：新列隐患 ' || o.hazards::varchar || ' 条' as title_zh,
  substring(o.return_month::varchar, 1, 7) || ' return: ' || o.hazards::varchar || ' hazards first listed'
    as title_en,
  o.received_date::varchar as detail,
  o.file_id,
  o.sheet,
  o.row_number
from listed l
join signals.own_return o
  on o.unit_code = l.unit_code
  and o.month = l.month
  and o.return_index > l.month_index - l.months
where l.signal in ('zero_run', 'report_shortfall', 'count_steady')
-- A run is of the newest returns alone.
qualify row_number() over (
  partition by l.unit_code, l.month, l.signal
  order by o.return_month desc
) <= l.trials
