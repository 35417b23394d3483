-- One row per unit and month in which, as known at the month's end, it was registered and open: with name,
-- kind, parent and area of that time.
select
  v.unit_code,
  m.month,
  m.cutoff,
  m.month_index,
  m.policy_version,
  v.unit_name,
  v.kind,
  v.ownership,
  v.area,
  v.parent_code,
  v.register_known_from,
  min(m.month_index) over (partition by v.unit_code) as first_month_index
from features.month_rule m
join facts.unit_version v
  on v.valid_from < m.cutoff
  and (v.valid_to is null or v.valid_to >= m.cutoff)
where v.is_open
