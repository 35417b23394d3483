-- One row per unit and month: how likely it is that a unit like its peers lists so few hazards or fewer in its
-- returns of the look-back (rules H6, H7). Negative binomial: a Poisson count about a rate that differs among
-- honest units by a Gamma distribution of variance d, shape a = 1 ÷ d:
--   P(K ≤ k) = Σ Γ(j + a) ÷ (Γ(a) j!) × (a ÷ (a + μ))^a × (μ ÷ (a + μ))^j for j ≤ k
with
tested as (
  select
    o.unit_code,
    o.month,
    o.returns,
    o.hazards,
    o.expected,
    1 / o.dispersion as shape
  from signals.own_rate o
  join signals.signal_rule r
    on r.month = o.month
    and r.signal = 'report_shortfall'
  where o.returns >= r.least
),
summed as (
  select
    s.unit_code,
    s.month,
    sum(
      cast(
        exp(
          lgamma(n.n + s.shape) - lgamma(s.shape) - lgamma(n.n + 1)
          + s.shape * ln(s.shape / (s.shape + s.expected))
          + n.n * ln(s.expected / (s.shape + s.expected))
        ) as decimal(38, 15)
      )
    )::double as probability
  from tested s
  join signals.number n on n.n <= s.hazards
  where s.hazards < s.expected
  group by s.unit_code, s.month
)
select
  t.unit_code,
  t.month,
  'report_shortfall' as signal,
  t.returns as trials,
  t.hazards::double as value,
  t.expected,
  t.returns as evidence_count,
  greatest(1e-12, coalesce(s.probability, 1)) as probability
from tested t
left join summed s
  on s.unit_code = t.unit_code
  and s.month = t.month
