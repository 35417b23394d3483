-- One row per month and dataset: since when, as then known, the district hands that return in at all.
-- Nobody owes a return of the time before.
with
received as (
  select dataset, month, from_index, to_index
  from features.return_known
  union
  select
    'drill',
    report_month,
    date_diff('month', date '2000-01-01', known_from::date),
    coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999)
  from staging.return_version
  where dataset = 'drill'
)
select
  m.month,
  r.dataset,
  min(r.month) as first_month
from features.month_rule m
join received r
  on r.from_index <= m.month_index
  and r.to_index > m.month_index
group by m.month, r.dataset
