-- One row per unit and month that owes the hazard return: distinct hazards of its own finding within the
-- look-back, and by how many per cent they fall short of what its kind should report (rules H6, H7).
--   should  = silence_share × median of the kind × share of the look-back in which the unit existed
--   silence = 100 × max(0, 1 − (own + 1) ÷ (should + 1))
-- Reporting one more hazard never raises it: own grows by at least as much as the median.
with
owing as (
  select
    u.unit_code,
    u.month,
    u.kind,
    m.silence_share,
    least(m.silence_months, u.month_index - u.first_month_index + 1) as months,
    least(m.silence_months, max(u.month_index - u.first_month_index + 1) over (partition by u.month))
      as months_of_district,
    c.own_hazards
  from features.unit_in_month u
  join features.month_rule m on m.month = u.month
  join policy.due_day d
    on d.policy_version = u.policy_version
    and d.dataset = 'hazard_return'
    and d.kind = u.kind
  join features.running_count c
    on c.unit_code = u.unit_code
    and c.month = u.month
),
kind_median as (
  select
    month,
    kind,
    median(own_hazards) as hazards
  from owing
  group by month, kind
),
compared as (
  select
    o.unit_code,
    o.month,
    o.own_hazards,
    o.silence_share * k.hazards * o.months / o.months_of_district as expected_hazards
  from owing o
  join kind_median k
    on k.month = o.month
    and k.kind = o.kind
)
select
  unit_code,
  month,
  own_hazards,
  expected_hazards,
  100.0 * greatest(0, 1 - (own_hazards + 1) / (expected_hazards + 1)) as silence
from compared
