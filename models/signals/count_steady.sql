-- One row per unit and month: how likely it is that its returns of the look-back list so nearly the same number
-- of hazards each month (rule H7). Chance alone makes counts vary by their mean, and seasons by more:
--   D = Σ (count − mean)² ÷ mean has the χ² distribution with returns − 1 degrees of freedom (Fisher 1925),
--   P(χ² ≤ D) = x^a e^(−x) Σ x^i ÷ Γ(a + i + 1), with a = degrees ÷ 2, x = D ÷ 2
-- Honest counts vary more than by chance, so the tail is on the safe side.
with
counted as (
  select
    o.unit_code,
    o.month,
    count(*) as returns,
    sum(o.hazards)::double as hazards,
    sum(o.hazards * o.hazards)::double as squares
  from signals.own_return o
  join signals.signal_rule r
    on r.month = o.month
    and r.signal = 'count_steady'
    and o.return_index > r.month_index - r.months
  group by o.unit_code, o.month
),
tested as (
  select
    c.unit_code,
    c.month,
    c.returns,
    (c.returns - 1) / 2.0 as degrees,
    -- Counts all alike have D = 0, of which there is no logarithm.
    greatest(1e-6, (c.squares - c.hazards * c.hazards / c.returns) / (c.hazards / c.returns)) / 2 as half,
    (c.squares - c.hazards * c.hazards / c.returns) / (c.returns - 1) as variance,
    c.hazards / c.returns as mean
  from counted c
  join signals.signal_rule r
    on r.month = c.month
    and r.signal = 'count_steady'
  where c.returns >= r.least
    and c.hazards >= c.returns
),
summed as (
  select
    t.unit_code,
    t.month,
    sum(
      cast(
        exp((t.degrees + n.n) * ln(t.half) - t.half - lgamma(t.degrees + n.n + 1)) as decimal(38, 15)
      )
    )::double as probability
  from tested t
  join signals.number n on n.n <= 60
  where t.half < t.degrees
  group by t.unit_code, t.month
)
select
  t.unit_code,
  t.month,
  'count_steady' as signal,
  t.returns::integer as trials,
  t.variance as value,
  t.mean as expected,
  t.returns::integer as evidence_count,
  greatest(1e-12, coalesce(s.probability, 1)) as probability
from tested t
left join summed s
  on s.unit_code = t.unit_code
  and s.month = t.month
