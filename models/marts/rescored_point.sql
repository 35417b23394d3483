-- One row per unit, month and indicator, where the decision before was made by another program: what that month
-- before scores by the program of this one, so that what the program changed can be told from what the unit did. Kept
-- with the decision once it is published.
select
  l.unit_code,
  l.month,
  l.indicator,
  l.indicator_group,
  l.value,
  l.points
from decision_log.rescored_point l
join policy.build b on l.month <= b.as_of_month
union all
select
  p.unit_code,
  p.month,
  i.indicator,
  i.indicator_group,
  i.value,
  i.points
from marts.decision_before p
join scores.indicator_point i
  on i.unit_code = p.unit_code
  and i.month = p.previous_month
where p.program_changed
  and not exists (
    select 1
    from decision_log.decision l
    where l.unit_code = p.unit_code
      and l.month = p.month
  )
