-- One row per cut of the score: whether more units stand just below it than a smooth spread of scores would have
-- there (rule H7: numbers trimmed to stay below a cut).
-- Four strips of equal width about the cut hold far_below, below, above, far_above unit-months. Where the
-- density is a straight line across them, below − above is on average (far_below − far_above) ÷ 3; what is
-- above that is the excess. A unit's months are much alike, so the excess is summed by unit (in shares of its months),
-- and its standard error is the root of the sum of the units' squares (cluster-robust; after McCrary 2008,
-- Journal of Econometrics 142, 698–714, with strips in place of a kernel).
-- is_bunched: excess ÷ standard error is beyond the policy's z. The limits of single groups are not tested:
-- their points come in steps, so that their spread is not smooth.
with
newest as (
  select
    b.as_of_month,
    s.bunching_points as width,
    s.bunching_months::integer as months,
    s.bunching_z as limit_z
  from policy.build b
  join facts.month m on m.month = b.as_of_month
  join policy.setting s on s.policy_version = m.policy_version
),
cut as (
  select policy_version, 'tier' as cut_kind, tier as cut_name, minimum_score as cut
  from policy.tier
  where minimum_score > 0
  union all
  select policy_version, 'regime', 'intensified', enter_score
  from policy.regime
),
placed as (
  select
    c.cut_kind,
    c.cut_name,
    c.cut,
    d.unit_code,
    d.month,
    n.limit_z,
    (d.score >= c.cut - 2 * n.width and d.score < c.cut - n.width)::integer as far_below,
    (d.score >= c.cut - n.width and d.score < c.cut)::integer as below,
    (d.score >= c.cut and d.score < c.cut + n.width)::integer as above,
    (d.score >= c.cut + n.width and d.score < c.cut + 2 * n.width)::integer as far_above
  from newest n
  join marts.decision d
    on date_diff('month', d.month, n.as_of_month) < n.months
    and d.month <= n.as_of_month
  join cut c on c.policy_version = d.policy_version
),
by_unit as (
  select
    cut_kind,
    cut_name,
    unit_code,
    max(case when month = newest_month then cut end) as cut,
    max(limit_z) as limit_z,
    count(*) as months,
    sum(far_below) as far_below,
    sum(below) as below,
    sum(above) as above,
    sum(far_above) as far_above
  from (
    select *, max(month) over () as newest_month
    from placed
  ) every_month
  group by cut_kind, cut_name, unit_code
),
measured as (
  select
    *,
    -- Sums of decimals do not depend on the order of adding.
    cast((below - above - (far_below - far_above) / 3.0) / months as decimal(18, 9)) as excess
  from by_unit
),
summed as (
  select
    cut_kind,
    cut_name,
    max(cut) as cut,
    max(limit_z) as limit_z,
    sum(far_below)::integer as far_below,
    sum(below)::integer as below,
    sum(above)::integer as above,
    sum(far_above)::integer as far_above,
    count(*) filter (where far_below + below + above + far_above > 0)::integer as units,
    sum(excess)::double as excess,
    sqrt(sum(excess * excess)::double) as standard_error
  from measured
  group by cut_kind, cut_name
)
select
  cut_kind,
  cut_name,
  cut,
  units,
  far_below,
  below,
  above,
  far_above,
  excess,
  case when standard_error > 0 then excess / standard_error else 0 end as z,
  limit_z,
  -- Below so many units the sum is not yet normal.
  units >= 30 as is_enough,
  units >= 30 and standard_error > 0 and excess / standard_error > limit_z as is_bunched
from summed
