-- One row per unit and month: severity points that a visit is expected to find (decision 8).
-- Gamma–Poisson, weighted by recency and shrunk to the mean of the unit's kind:
--   district = Σ points ÷ Σ visits                              (all units, weighted)
--   kind     = (Σ kind points + prior × district) ÷ (Σ kind visits + prior)
--   expected = (points + prior × kind) ÷ (visits + prior)       (the posterior's mean)
-- Points come in lumps, so the posterior's shape is (points + prior × kind) ÷ overdispersion. Its quantiles
-- by Wilson and Hilferty: expected × (1 − 1/(9·shape) ± z/(3·√shape))³.
-- A bad visit raises unit, kind and district alike, so it never lowers the expectation.
with
total as (
  select
    u.month,
    u.kind,
    -- Sums of decimals do not depend on the order of adding: the same data give the same decisions.
    sum(cast(c.weighted_visits as decimal(38, 9))) as visits,
    sum(cast(c.weighted_points as decimal(38, 9))) as points
  from features.unit_in_month u
  join features.running_count c
    on c.unit_code = u.unit_code
    and c.month = u.month
  group by u.month, u.kind
),
district as (
  select
    month,
    case when sum(visits) > 0 then sum(points) / sum(visits) else 0 end as mean
  from total
  group by month
),
kind_mean as (
  select
    t.month,
    t.kind,
    (t.points + m.prior_visits * d.mean) / (t.visits + m.prior_visits) as mean
  from total t
  join district d on d.month = t.month
  join features.month_rule m on m.month = t.month
),
posterior as (
  select
    u.unit_code,
    u.month,
    c.weighted_visits,
    c.weighted_points,
    c.visits,
    k.mean as kind_mean,
    c.weighted_points + m.prior_visits * k.mean as points,
    c.weighted_visits + m.prior_visits as exposure,
    (c.weighted_points + m.prior_visits * k.mean) / m.overdispersion as shape,
    m.band_z
  from features.unit_in_month u
  join features.month_rule m on m.month = u.month
  join features.running_count c
    on c.unit_code = u.unit_code
    and c.month = u.month
  join kind_mean k
    on k.month = u.month
    and k.kind = u.kind
)
select
  unit_code,
  month,
  weighted_visits,
  visits,
  kind_mean,
  points / exposure as expected,
  case when shape > 0
    then points / exposure * power(greatest(0, 1 - 1 / (9 * shape) - band_z / (3 * sqrt(shape))), 3)
    else 0 end as expected_low,
  -- Where the shape is tiny the quantile can lie below the mean.
  case when shape > 0
    then points / exposure
      * greatest(1, power(greatest(0, 1 - 1 / (9 * shape) + band_z / (3 * sqrt(shape))), 3))
    else 0 end as expected_high,
  -- What it would be after one more visit that finds nothing.
  points / (exposure + 1) as expected_if_clean
from posterior
