-- One row per unit, month and signal that is a share: how likely so many hits or more are at a unit like its
-- peers. Beta-binomial with mean m and intra-class correlation ρ: α = m (1 − ρ) ÷ ρ, β = (1 − m)(1 − ρ) ÷ ρ,
--   P(K ≥ k) = 1 − Σ C(n, j) B(j + α, n − j + β) ÷ B(α, β) for j < k       (Skellam 1948)
-- Of more than a thousand occasions a thousand are taken in proportion, which makes the tail no smaller.
with
scaled as (
  select
    *,
    least(trials, 1000) as n,
    case when trials > 1000 then floor(hits * 1000.0 / trials)::integer else hits end as k,
    peer_share * (1 - dispersion) / dispersion as alpha,
    (1 - peer_share) * (1 - dispersion) / dispersion as beta
  from signals.share
),
-- What is not above the peers is no sign of anything: its tail is not worth a sum.
summed as (
  select
    s.unit_code,
    s.month,
    s.signal,
    -- Sums of decimals do not depend on the order of adding.
    sum(
      cast(
        exp(
          lgamma(s.n + 1) - lgamma(t.n + 1) - lgamma(s.n - t.n + 1)
          + lgamma(t.n + s.alpha) + lgamma(s.n - t.n + s.beta) - lgamma(s.n + s.alpha + s.beta)
          + lgamma(s.alpha + s.beta) - lgamma(s.alpha) - lgamma(s.beta)
        ) as decimal(38, 15)
      )
    )::double as below
  from scaled s
  join signals.number t on t.n < s.k
  where s.k > s.n * s.peer_share
  group by s.unit_code, s.month, s.signal
)
select
  s.unit_code,
  s.month,
  s.signal,
  s.trials,
  s.hits::double as value,
  s.trials * s.peer_share as expected,
  s.hits as evidence_count,
  -- Smaller than this no sum of doubles can tell.
  greatest(1e-12, 1 - coalesce(b.below, 0)) as probability
from scaled s
left join summed b
  on b.unit_code = s.unit_code
  and b.month = s.month
  and b.signal = s.signal
