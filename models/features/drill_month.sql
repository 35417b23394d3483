-- One row per unit, month and drill period of the look-back for which, as then known, no drill with full
-- traces had been held (rules D1, D3). A period is judged some months after its end, when the logs are in.
with
drill as (
  select
    d.unit_code,
    p.last_month,
    date_diff('month', date '2000-01-01', d.known_from::date) as from_index,
    coalesce(date_diff('month', date '2000-01-01', d.known_to::date), 99999) as to_index,
    d.has_plan::integer + d.has_record::integer + d.has_comment::integer
      + d.has_review::integer + d.has_follow_up::integer as traces
  from staging.drill d
  join features.drill_period p
    on p.unit_code = d.unit_code
    and d.drill_date >= p.first_month
    and d.drill_date < (p.last_month + interval 1 month)::date
),
-- A period with a full drill that stood when it came to be judged never counts.
fulfilled as (
  select distinct d.unit_code, d.last_month
  from drill d
  join features.month_rule r on r.month = d.last_month
  where d.to_index = 99999
    and d.traces >= r.drill_minimum_traces
    and d.from_index <= r.month_index + r.drill_judged_after_months
),
judged as (
  select
    p.unit_code,
    m.month,
    m.month_index,
    m.drill_minimum_traces,
    p.first_month,
    p.last_month
  from features.drill_period p
  join features.month_rule m
    on m.month_index >= p.last_index + m.drill_judged_after_months
    and m.month_index < p.last_index + m.drill_judged_after_months + m.drill_months
  join features.return_scope s
    on s.month = m.month
    and s.dataset = 'drill'
    and s.first_month <= p.first_month
  where not exists (
    select 1
    from fulfilled f
    where f.unit_code = p.unit_code
      and f.last_month = p.last_month
  )
)
select
  j.unit_code,
  j.month,
  j.first_month as period_first_month,
  j.last_month as period_last_month,
  count(d.traces) as drills,
  count(d.traces) = 0 as is_missed,
  max(d.traces) as most_traces
from judged j
left join drill d
  on d.unit_code = j.unit_code
  and d.last_month = j.last_month
  and d.from_index <= j.month_index
  and d.to_index > j.month_index
group by
  j.unit_code,
  j.month,
  j.first_month,
  j.last_month,
  j.drill_minimum_traces
having coalesce(max(d.traces), 0) < j.drill_minimum_traces
