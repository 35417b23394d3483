-- One row per month: the numbers of the policy in force in it.
-- Months are counted in month_index (months since January 2000), so that a look-back is a subtraction.
select
  m.month,
  m.cutoff,
  date_diff('month', date '2000-01-01', m.month) as month_index,
  m.policy_version,
  -- The middle of the month so many months back, cut to its first day: exact for any number of months.
  date_trunc('month', m.cutoff - (s.hazard_months * 30.4375)::integer + 14)::date as hazard_window_start,
  s.building_old_years,
  s.drill_minimum_traces::integer as drill_minimum_traces,
  s.drill_judged_after_months::integer as drill_judged_after_months,
  s.hazard_months::integer as hazard_months,
  s.return_months::integer as return_months,
  s.silence_months::integer as silence_months,
  s.drill_months::integer as drill_months,
  s.repeated_months::integer as repeated_months,
  s.accident_months::integer as accident_months,
  s.default_deadline_days::integer as default_deadline_days,
  s.return_scope_share,
  s.silence_share,
  s.accident_late_minutes,
  s.accident_late_points,
  s.half_life_months,
  s.prior_visits,
  s.overdispersion,
  s.above_points,
  s.above_probability,
  s.below_probability,
  s.band_z
from facts.month m
join policy.setting s on s.policy_version = m.policy_version
