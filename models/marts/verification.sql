-- One row per unit, month and signal that calls for verification: the unit is on the list of its month
-- (signals.unit_evidence) and the signal's tail probability is within its stated rate (rules H6, H7).
-- A signal is a reason to look. It adds no point and opens no gate; only what inspectors prove does.
-- estimate: hazards there were, by Chapman's estimator of capture and recapture (Chapman 1951):
--   (own reports + 1)(findings + 1) ÷ (findings that its reports cover + 1) − 1
-- A finding counts as covered by any report of its work area and time, so that it is the least there were.
with
firing as (
  select
    t.unit_code,
    t.month,
    t.signal,
    t.trials,
    t.value,
    t.expected,
    t.evidence_count,
    t.probability,
    r.rate,
    r.months,
    r.policy_version,
    p.signal_accepted_share as accepted_share
  from signals.test t
  join signals.signal_rule r
    on r.month = t.month
    and r.signal = t.signal
  join signals.unit_evidence e
    on e.unit_code = t.unit_code
    and e.month = t.month
  join policy.setting p on p.policy_version = r.policy_version
  where e.is_listed
    and t.probability <= r.rate
),
reported as (
  select
    f.unit_code,
    f.month,
    sum(o.hazards) as hazards
  from firing f
  join signals.own_return o
    on o.unit_code = f.unit_code
    and o.month = f.month
    and o.return_index > o.month_index - f.months
  where f.signal = 'finding_unreported'
  group by f.unit_code, f.month
),
worded as (
  select
    f.*,
    case when f.signal = 'finding_unreported'
      then (coalesce(p.hazards, 0) + 1.0) * (f.trials + 1) / (f.trials - f.value + 1) - 1
      end as estimate,
    s.ordinal as signal_ordinal,
    s.label_zh,
    s.label_en,
    s.sentence_zh,
    s.sentence_en,
    s.verify_zh,
    s.verify_en
  from firing f
  join policy.signal s
    on s.policy_version = f.policy_version
    and s.signal = f.signal
  left join reported p
    on p.unit_code = f.unit_code
    and p.month = f.month
),
written as (
  select
    *,
    -- Counts are whole; variances and what is usual are not.
    case when value = floor(value) then value::integer::varchar
      else round(value, 2)::decimal(18, 2)::varchar end as value_text,
    round(expected, 1)::decimal(18, 1)::varchar as expected_text,
    coalesce(round(estimate)::integer::varchar, '') as estimate_text
  from worded
)
select
  unit_code,
  month,
  row_number() over (
    partition by unit_code, month
    order by probability / rate, signal_ordinal
  )::integer as ordinal,
  signal,
  label_zh as signal_zh,
  label_en as signal_en,
  value,
  expected,
  trials,
  estimate,
  probability,
  rate,
  accepted_share,
  evidence_count,
  replace(replace(replace(replace(replace(sentence_zh,
    '{value}', value_text),
    '{expected}', expected_text),
    '{trials}', trials::varchar),
    '{months}', months::varchar),
    '{estimate}', estimate_text) as sentence_zh,
  replace(replace(replace(replace(replace(sentence_en,
    '{value}', value_text),
    '{expected}', expected_text),
    '{trials}', trials::varchar),
    '{months}', months::varchar),
    '{estimate}', estimate_text) as sentence_en,
  verify_zh,
  verify_en
from written
