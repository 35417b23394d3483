-- One row per month and dataset: since when, as then known, the district hands that return in at all.
-- Nobody owes a return of the time before.
with
first_received as (
  select
    dataset,
    month,
    min(received_at) as received_at
  from facts.return
  where received_at is not null
  group by dataset, month
),
drill_received as (
  select
    report_month,
    min(known_from) as received_at
  from staging.drill
  group by report_month
),
received as (
  select dataset, month, received_at from first_received
  union all
  select 'drill', report_month, received_at from drill_received
)
select
  m.month,
  r.dataset,
  min(r.month) as first_month
from features.month_rule m
join received r on r.received_at < m.cutoff
group by m.month, r.dataset
