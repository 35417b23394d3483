-- One row per month, from the first at whose end any return or inspection had come and could be read
-- (facts.told_month) to the newest month decided. What was received before the cut-off is what was known by the
-- month's end.
with recursive
bound as (
  select coalesce(min(t.known_month), min(b.as_of_month)) as first_month, min(b.as_of_month) as last_month
  from policy.build b
  left join facts.told_month t on t.known_month <= b.as_of_month
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
