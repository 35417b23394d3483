-- One row per unit, month and signal that is a share: occasions within the look-back as then known, how many
-- were hits, and what is usual. Peers' share, shrunk from the kind's to the district's:
--   district = (Σ hits + ½) ÷ (Σ trials + 1)
--   kind     = (Σ kind hits + weight × district) ÷ (Σ kind trials + weight)
-- Honest units differ among themselves: dispersion is the intra-class correlation of a beta-binomial, from the
-- spread of the units' shares by their median absolute deviation, which the few that are far out do not move,
-- and at least what the policy says.
with
counted as (
  select
    u.unit_code,
    u.kind,
    r.month,
    r.signal,
    count(*) as trials,
    count(*) filter (where t.is_hit) as hits
  from signals.signal_rule r
  join signals.trial t
    on t.signal = r.signal
    and t.from_index <= r.month_index
    and t.to_index > r.month_index
    and t.event_index > r.month_index - r.months
    and t.event_index <= r.month_index
  join features.unit_in_month u
    on u.unit_code = t.unit_code
    and u.month = r.month
  group by u.unit_code, u.kind, r.month, r.signal
),
district as (
  select
    month,
    signal,
    (sum(hits) + 0.5) / (sum(trials) + 1) as share
  from counted
  group by month, signal
),
kind_share as (
  select
    c.month,
    c.signal,
    c.kind,
    (sum(c.hits) + max(s.signal_peer_weight * d.share)) / (sum(c.trials) + max(s.signal_peer_weight))
      as share
  from counted c
  join district d
    on d.month = c.month
    and d.signal = c.signal
  join features.month_rule m on m.month = c.month
  join policy.setting s on s.policy_version = m.policy_version
  group by c.month, c.signal, c.kind
),
placed as (
  select
    c.month,
    c.signal,
    c.trials,
    c.hits::double / c.trials - k.share as difference
  from counted c
  join signals.signal_rule r
    on r.month = c.month
    and r.signal = c.signal
  join kind_share k
    on k.month = c.month
    and k.signal = c.signal
    and k.kind = c.kind
  where c.trials >= r.least
),
centre as (
  select
    month,
    signal,
    median(difference) as middle,
    median(1.0 / trials) as thinness
  from placed
  group by month, signal
),
spread as (
  select
    p.month,
    p.signal,
    -- 1.4826: a normal deviation for a median absolute one.
    power(1.4826 * median(abs(p.difference - c.middle)), 2) as variance,
    max(c.thinness) as thinness
  from placed p
  join centre c
    on c.month = p.month
    and c.signal = p.signal
  group by p.month, p.signal
)
select
  c.unit_code,
  c.month,
  c.signal,
  c.trials::integer as trials,
  c.hits::integer as hits,
  k.share::double as peer_share,
  greatest(
    r.dispersion,
    least(0.5, s.variance / (k.share * (1 - k.share)) - s.thinness)
  )::double as dispersion
from counted c
join signals.signal_rule r
  on r.month = c.month
  and r.signal = c.signal
join kind_share k
  on k.month = c.month
  and k.signal = c.signal
  and k.kind = c.kind
join spread s
  on s.month = c.month
  and s.signal = c.signal
where c.trials >= r.least
