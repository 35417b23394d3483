-- One row per month, from the first of any return or inspection to the newest month decided.
-- What was received before the cut-off is what was known by the month's end. Months are taken straight
-- from what was received: a month counts whichever version of its rows stands.
with recursive
mentioned as (
  select report_month as month from intake.hazard
  union all
  select report_month from intake.hazard_return
  union all
  select report_month from intake.drill
  union all
  select date_trunc('month', inspection_date)::date from intake.inspection
),
bound as (
  select coalesce(min(m.month), min(b.as_of_month)) as first_month, min(b.as_of_month) as last_month
  from policy.build b
  left join mentioned m on m.month <= b.as_of_month
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
