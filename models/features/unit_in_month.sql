-- One row per unit and month in which, as known at the month's end, it was registered and open.
select
  u.unit_code,
  m.month,
  m.cutoff,
  m.month_index,
  m.policy_version,
  u.kind,
  u.known_from as register_known_from,
  min(m.month_index) over (partition by u.unit_code) as first_month_index
from features.month_rule m
join staging.unit u
  on u.known_from < m.cutoff
  and (u.known_to is null or u.known_to >= m.cutoff)
where u.unit_status = 'open'
