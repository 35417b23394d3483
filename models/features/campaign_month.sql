-- One row per unit and month at whose end, as then known, obligations of campaigns were late.
--   campaign_late = own obligations of the look-back that were late; see features.campaign_spell
with
counted as (
  select
    unit_code,
    due_index,
    from_index,
    to_index,
    count(*) as late
  from features.campaign_spell
  group by unit_code, due_index, from_index, to_index
)
select
  c.unit_code,
  m.month,
  sum(c.late)::integer as campaign_late
from counted c
join features.month_rule m
  on m.month_index >= c.from_index
  and m.month_index < c.to_index
  and m.month_index < c.due_index + m.return_months
group by c.unit_code, m.month
