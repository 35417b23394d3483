-- One row per unit, month and monthly return of the look-back that was in at its end: how many hazards were first
-- listed in it, as then known, and the district's mean for such a month as it was known at that month's end.
-- The look-back is the longest of the signals that judge returns; where the policy names none of them, that of the
-- one whose estimate asks for the reports.
with
look_back as (
  select
    month,
    month_index,
    coalesce(max(case when signal <> 'finding_unreported' then months end), max(months)) as months
  from signals.signal_rule
  where signal in ('zero_run', 'report_shortfall', 'count_steady', 'finding_unreported')
  group by month, month_index
),
counted as (
  select
    h.unit_code,
    l.month,
    h.report_index,
    count(*) as hazards
  from look_back l
  join signals.own_hazard h
    on h.from_index <= l.month_index
    and h.to_index > l.month_index
    and h.report_index > l.month_index - l.months
    and h.report_index <= l.month_index
  group by h.unit_code, l.month, h.report_index
),
listed_in_time as (
  select unit_code, report_index, count(*) as hazards
  from signals.own_hazard
  where from_index <= report_index
    and to_index > report_index
  group by unit_code, report_index
),
season as (
  select
    r.return_index,
    coalesce(sum(l.hazards), 0)::double / count(*) as mean
  from features.return_known r
  left join listed_in_time l
    on l.unit_code = r.unit_code
    and l.report_index = r.return_index
  where r.dataset = 'hazard_return'
    and r.from_index <= r.return_index
    and r.to_index > r.return_index
  group by r.return_index
)
select
  u.unit_code,
  u.month,
  u.kind,
  l.month_index,
  r.month as return_month,
  r.return_index,
  coalesce(c.hazards, 0)::integer as hazards,
  s.mean as season_mean,
  r.received_at::date as received_date,
  r.file_id,
  r.sheet,
  r.row_number
from look_back l
join features.return_known r
  on r.dataset = 'hazard_return'
  and r.from_index <= l.month_index
  and r.to_index > l.month_index
  and r.return_index > l.month_index - l.months
  and r.return_index <= l.month_index
join features.unit_in_month u
  on u.unit_code = r.unit_code
  and u.month = l.month
join season s on s.return_index = r.return_index
left join counted c
  on c.unit_code = u.unit_code
  and c.month = u.month
  and c.report_index = r.return_index
