-- One row per unit and month with any signal judged: the evidence of all its signals in one tail probability,
-- and whether it goes on the list to be verified.
--   combined = Σ rates × min (probability ÷ rate)                     (Bonferroni, weighted by the rates)
-- A unit is listed where combined is within the share of honest units that the policy accepts to list by
-- chance, and among the units of its month where the share of chance findings on the list stays within the
-- policy's: the largest rank i with combined ≤ i × share ÷ units      (Benjamini and Hochberg 1995)
with
budget as (
  select month, sum(rate) as rates
  from signals.signal_rule
  group by month
),
combined as (
  select
    t.unit_code,
    t.month,
    count(*) as signals,
    least(1, max(b.rates) * min(t.probability / r.rate)) as probability
  from signals.test t
  join signals.signal_rule r
    on r.month = t.month
    and r.signal = t.signal
  join budget b on b.month = t.month
  group by t.unit_code, t.month
),
ranked as (
  select
    c.*,
    rank() over (partition by c.month order by c.probability) as place,
    count(*) over (partition by c.month) as units,
    s.signal_accepted_share,
    s.signal_discovery_share
  from combined c
  join features.month_rule m on m.month = c.month
  join policy.setting s on s.policy_version = m.policy_version
),
cut as (
  select
    month,
    max(probability) as probability
  from ranked
  where probability <= place * signal_discovery_share / units
  group by month
)
select
  r.unit_code,
  r.month,
  r.signals::integer as signals,
  r.probability,
  r.place::integer as place,
  coalesce(r.probability <= c.probability, false) and r.probability <= r.signal_accepted_share
    as is_listed
from ranked r
left join cut c on c.month = r.month
