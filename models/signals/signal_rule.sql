-- One row per month and signal of honesty: the policy's numbers for it.
select
  m.month,
  m.cutoff,
  m.month_index,
  m.policy_version,
  s.signal,
  s.months,
  s.least,
  s.dispersion,
  s.rate
from features.month_rule m
join policy.signal s on s.policy_version = m.policy_version
