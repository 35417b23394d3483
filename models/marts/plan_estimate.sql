-- One row per month in which a draw was made: the share of all units that could be drawn at which a visit is
-- serious (features.visit), estimated from those drawn alone.
-- Hájek: p = Σ y/π ÷ Σ 1/π over drawn units that were visited, π = inclusion_probability.
-- Its variance is linearised, with (1 − π) for drawing without replacement:
--   v = n/(n − 1) · Σ (1 − π) · ((y − p)/π)² ÷ (Σ 1/π)².
-- The interval is Wilson's with p(1 − p)/v as effective number; where all are alike (v = 0), Kish's
-- (Σ 1/π)² ÷ Σ 1/π².
with
newest as (
  select month, max(revealed_at) as revealed_at
  from planning.draw_outcome
  group by month
),
eligible as (
  select d.*
  from planning.draw_outcome d
  join newest n
    on n.month = d.month
    and n.revealed_at = d.revealed_at
),
found as (
  select
    e.month,
    e.unit_code,
    e.inclusion_probability as chance,
    max(v.serious::integer) as serious
  from eligible e
  left join features.visit v
    on v.unit_code = e.unit_code
    and v.visit_date >= e.month
    and v.visit_date < (e.month + interval 1 month)::date
  where e.drawn
  group by e.month, e.unit_code, e.inclusion_probability
),
seen as (
  select * from found where serious is not null
),
ratio as (
  select
    month,
    count(*) as visited,
    sum(1 / chance) as weight,
    sum(1 / (chance * chance)) as weight_squares,
    sum(serious / chance) / sum(1 / chance) as share
  from seen
  group by month
),
spread as (
  select
    s.month,
    sum((1 - s.chance) * power((s.serious - r.share) / s.chance, 2)) as squares
  from seen s
  join ratio r on r.month = s.month
  group by s.month
),
effective as (
  select
    r.month,
    r.visited,
    r.share,
    case
      when r.visited > 1 and r.share > 0 and r.share < 1 and p.squares > 0
        then r.share * (1 - r.share)
          / (p.squares * r.visited / (r.visited - 1) / (r.weight * r.weight))
      else r.weight * r.weight / r.weight_squares
    end as number
  from ratio r
  join spread p on p.month = r.month
),
pool as (
  select
    month,
    count(*) as units,
    count(*) filter (where drawn) as drawn
  from eligible
  group by month
)
select
  l.month,
  l.units::integer as units_eligible,
  l.drawn::integer as units_drawn,
  coalesce(e.visited, 0)::integer as units_visited,
  e.share as serious_share,
  -- 1.96² = 3.8416
  case when e.number > 0 then greatest(0, (e.share + 3.8416 / (2 * e.number)
    - 1.96 * sqrt(e.share * (1 - e.share) / e.number + 3.8416 / (4 * e.number * e.number)))
    / (1 + 3.8416 / e.number)) end as serious_share_low,
  case when e.number > 0 then least(1, (e.share + 3.8416 / (2 * e.number)
    + 1.96 * sqrt(e.share * (1 - e.share) / e.number + 3.8416 / (4 * e.number * e.number)))
    / (1 + 3.8416 / e.number)) end as serious_share_high
from pool l
left join effective e on e.month = l.month
