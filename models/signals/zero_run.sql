-- One row per unit and month: how likely it is at a unit like its peers that so many of its newest returns in a
-- row listed no hazard (rules H6, H7); 1 where the run is shorter than the policy's least. The peers' rate is signals.own_rate; the chance of no hazard where μ are expected and
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
    count(*) as received,
    count(*) filter (where is_run) as returns,
    coalesce(sum(cast(season_mean as decimal(38, 12))) filter (where is_run), 0)::double as usual
  from placed
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
  case when n.returns < r.least then 1.0
    else greatest(1e-12, exp(-ln(1 + o.dispersion * n.usual * o.rate) / o.dispersion))
    end::double as probability
from run n
join signals.own_rate o
  on o.unit_code = n.unit_code
  and o.month = n.month
join signals.signal_rule r
  on r.month = n.month
  and r.signal = 'zero_run'
where n.received >= r.least
