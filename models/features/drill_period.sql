-- One row per unit and period in which it owes a drill (rules D1, D2): a month for schools, two for
-- kindergartens, counted from September. Periods that are all holiday owe none.
with
teaching as (
  select
    u.unit_code,
    u.kind,
    u.month,
    u.month_index,
    u.first_month_index,
    u.policy_version,
    d.every_months,
    -- September is 0.
    (month(u.month) + 3) % 12 as month_of_year,
    case when h.month_number is null then 1 else 0 end as is_teaching
  from features.unit_in_month u
  join policy.drill_requirement d
    on d.policy_version = u.policy_version
    and d.kind = u.kind
  left join policy.holiday_month h
    on h.policy_version = u.policy_version
    and h.month_number = month(u.month)
)
select
  unit_code,
  min(month) as first_month,
  max(month) as last_month,
  max(month_index) as last_index
from teaching
group by
  unit_code,
  every_months,
  month_index - month_of_year % every_months
having sum(is_teaching) > 0
  and count(*) = max(every_months)
