-- One row per unit and month whose newest returns listed no hazard: how likely such a run is at a unit like its
-- peers (rules H6, H7). The peers' rate is signals.own_rate; the chance of no hazard where μ are expected and
-- honest units differ by a Gamma distribution of shape a is (a ÷ (a + μ))^a.
with
placed as (
  select
    o.unit_code,
    o.month,
    o.season_mean,
    o.hazards,
    o.return_index > coalesce(
      max(case when o.hazards > 0 then o.return_index end) over (partition by o.unit_code, o.month),
      0
    ) as is_run
  from signals.own_return o
),
run as (
  select
    unit_code,
    month,
    count(*) as returns,
    sum(season_mean) as usual
  from placed
  where is_run
  group by unit_code, month
)
select
  n.unit_code,
  n.month,
  'zero_run' as signal,
  n.returns::integer as trials,
  0::double as value,
  n.usual * o.rate as expected,
  n.returns::integer as evidence_count,
  greatest(
    1e-12,
    exp(-ln(1 + o.dispersion * n.usual * o.rate) / o.dispersion)
  ) as probability
from run n
join signals.own_rate o
  on o.unit_code = n.unit_code
  and o.month = n.month
join signals.signal_rule r
  on r.month = n.month
  and r.signal = 'zero_run'
where n.returns >= r.least
