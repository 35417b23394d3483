-- One row per unit and month: how many times the district's mean its like report in a return, and by how much
-- honest units differ.
--   kind   = (Σ hazards + weight) ÷ (Σ seasonal means + weight)   over the kind's returns of the look-back
--   size   = (people ÷ geometric mean of the kind) ^ b, b by least squares within kinds on logarithms, 0 to 1
--   found  = (findings + prior) ÷ (findings a unit of the kind would have had in as many visits + prior)
--   rate   = kind × size × found ^ exponent
-- Where inspectors find more, more is there to be reported; the exponent is the policy's. Counts vary about the
-- rate by a Gamma distribution of variance dispersion, from the median absolute deviation of log (hazards ÷
-- expected) less what chance alone makes, and at least what the policy says.
-- Numbers are those of report_shortfall, and of finding_unreported for visits; where the policy does not name the
-- former, those of zero_run, which is judged by the rate too, and without the latter the look-back is one.
with
named as (
  select
    month,
    month_index,
    max(case when signal = 'report_shortfall' then months end) as shortfall_months,
    max(case when signal = 'report_shortfall' then dispersion end) as shortfall_dispersion,
    max(case when signal = 'zero_run' then months end) as zero_months,
    max(case when signal = 'zero_run' then dispersion end) as zero_dispersion,
    max(case when signal = 'finding_unreported' then months end) as finding_months
  from signals.signal_rule
  group by month, month_index
),
rule as (
  select
    month,
    month_index,
    coalesce(shortfall_months, zero_months) as months,
    coalesce(shortfall_dispersion, zero_dispersion) as dispersion,
    coalesce(finding_months, shortfall_months, zero_months) as visit_months
  from named
),
own as (
  select
    o.unit_code,
    o.month,
    o.kind,
    sum(o.hazards) as hazards,
    sum(cast(o.season_mean as decimal(38, 12)))::double as usual,
    count(*) as returns
  from signals.own_return o
  join rule r
    on r.month = o.month
    and o.return_index > r.month_index - r.months
  group by o.unit_code, o.month, o.kind
),
kind_rate as (
  select
    o.month,
    o.kind,
    (sum(o.hazards) + max(s.signal_own_weight))
      / (sum(cast(o.usual as decimal(38, 12)))::double + max(s.signal_own_weight)) as rate
  from own o
  join features.month_rule m on m.month = o.month
  join policy.setting s on s.policy_version = m.policy_version
  group by o.month, o.kind
),
visited as (
  select
    u.unit_code,
    u.month,
    u.kind,
    count(distinct v.inspection_number) as visits
  from features.unit_in_month u
  join rule r on r.month = u.month
  join features.visit_spell v
    on v.unit_code = u.unit_code
    and v.from_index <= r.month_index
    and v.to_index > r.month_index
    and v.visit_index > r.month_index - r.visit_months
  group by u.unit_code, u.month, u.kind
),
found as (
  select
    u.unit_code,
    u.month,
    count(*) as findings
  from features.unit_in_month u
  join rule r on r.month = u.month
  join features.finding_spell f
    on f.unit_code = u.unit_code
    and f.from_index <= r.month_index
    and f.to_index > r.month_index
    and f.found_index > r.month_index - r.visit_months
  group by u.unit_code, u.month
),
kind_found as (
  select
    v.month,
    v.kind,
    coalesce(sum(f.findings), 0)::double / sum(v.visits) as findings_a_visit
  from visited v
  left join found f
    on f.unit_code = v.unit_code
    and f.month = v.month
  group by v.month, v.kind
),
inspected as (
  select
    v.unit_code,
    v.month,
    (coalesce(f.findings, 0) + s.signal_finding_prior)
      / (v.visits * k.findings_a_visit + s.signal_finding_prior) as ratio
  from visited v
  join kind_found k
    on k.month = v.month
    and k.kind = v.kind
  left join found f
    on f.unit_code = v.unit_code
    and f.month = v.month
  join features.month_rule m on m.month = v.month
  join policy.setting s on s.policy_version = m.policy_version
),
sized as (
  select
    o.*,
    k.rate as kind_rate,
    ln(1 + x.exposure_people)
      - avg(cast(ln(1 + x.exposure_people) as decimal(38, 12))) over (partition by o.month, o.kind)
      as size,
    ln((o.hazards + 0.5) / (o.usual * k.rate + 0.5)) as excess
  from own o
  join kind_rate k
    on k.month = o.month
    and k.kind = o.kind
  join features.unit_month x
    on x.unit_code = o.unit_code
    and x.month = o.month
),
slope as (
  select
    month,
    coalesce(
      least(1, greatest(0, sum(cast(size * excess as decimal(38, 12)))::double
        / nullif(sum(cast(size * size as decimal(38, 12)))::double, 0))),
      0
    ) as exponent
  from sized
  group by month
),
expected as (
  select
    z.unit_code,
    z.month,
    z.kind,
    z.returns,
    z.hazards,
    z.usual,
    z.kind_rate
      * exp(l.exponent * z.size)
      * power(coalesce(i.ratio, 1), s.signal_finding_exponent) as rate
  from sized z
  join slope l on l.month = z.month
  join features.month_rule m on m.month = z.month
  join policy.setting s on s.policy_version = m.policy_version
  left join inspected i
    on i.unit_code = z.unit_code
    and i.month = z.month
),
deviation as (
  select
    month,
    ln((hazards + 0.5) / (usual * rate + 0.5)) as difference,
    1 / (usual * rate) as chance
  from expected
  where usual * rate >= 5
),
centre as (
  select month, median(difference) as middle, median(chance) as chance
  from deviation
  group by month
),
spread as (
  select
    d.month,
    power(1.4826 * median(abs(d.difference - c.middle)), 2) - max(c.chance) as variance
  from deviation d
  join centre c on c.month = d.month
  group by d.month
)
select
  e.unit_code,
  e.month,
  e.returns::integer as returns,
  e.hazards::integer as hazards,
  (e.usual * e.rate)::double as expected,
  e.rate::double as rate,
  greatest(r.dispersion, least(1, coalesce(s.variance, 0)))::double as dispersion
from expected e
join rule r on r.month = e.month
left join spread s on s.month = e.month
