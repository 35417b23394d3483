-- One row per month, from the first at whose end any return or inspection had come and could be read to the newest month decided.
-- A return counts from the month in which it came, where that is later than its own: one of long ago that is
-- sent late, or under a mistyped year, puts no months before what was told by then. What was received before the
-- cut-off is what was known by the month's end. Months are taken straight from what was received: a month
-- counts whichever version of its rows stands.
with recursive
mentioned as (
  select report_month as month, received_at, readable_from from intake.hazard
  union all
  select report_month, received_at, readable_from from intake.hazard_return
  union all
  select report_month, received_at, readable_from from intake.drill
  union all
  select inspection_date, received_at, readable_from from intake.inspection
),
known as (
  select date_trunc('month', greatest(month, received_at, readable_from))::date as month
  from mentioned
),
bound as (
  select coalesce(min(k.month), min(b.as_of_month)) as first_month, min(b.as_of_month) as last_month
  from policy.build b
  left join known k on k.month <= b.as_of_month
),
spine as (
  select first_month as month, last_month from bound
  union all
  select (month + interval 1 month)::date, last_month
  from spine
  where month < last_month
)
select
  s.month,
  (s.month + interval 1 month)::date as cutoff,
  v.policy_version
from spine s
left join policy.version v on v.applies_from <= s.month and v.applies_to > s.month
