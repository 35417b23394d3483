-- One row per unit and month: running counts as known at the month's end (see features.count_change).
with
entry as (
  select
    unit_code,
    policy_version,
    change_index as month_index,
    0 as is_month,
    own_hazards,
    drills,
    returns
  from features.count_change
  union all
  select unit_code, policy_version, month_index, 1, 0, 0, 0
  from features.unit_in_month
),
summed as (
  select
    unit_code,
    policy_version,
    month_index,
    is_month,
    sum(own_hazards) over running as own_hazards,
    sum(drills) over running as drills,
    sum(returns) over running as returns
  from entry
  window running as (
    partition by unit_code, policy_version
    order by month_index, is_month
    rows between unbounded preceding and current row
  )
)
select
  s.unit_code,
  m.month,
  s.own_hazards::integer as own_hazards,
  s.drills::integer as drills,
  s.returns::integer as returns
from summed s
join features.month_rule m on m.month_index = s.month_index
where s.is_month = 1
