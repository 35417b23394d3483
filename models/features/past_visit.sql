-- One row per unit and month: the record of its visits in plain figures, as known at the month's end.
-- ewma_points: each visit moves the mean three tenths of the way to its own points (α = .3), oldest first:
--   mean₁ = points₁, meanₙ = .3 × pointsₙ + .7 × meanₙ₋₁.
with
counted as (
  select
    unit_code,
    month,
    visit_date,
    severity_points,
    serious,
    row_number() over (
      partition by unit_code, month
      order by visit_date desc, inspection_number desc
    ) as newest,
    count(*) over (partition by unit_code, month) as visits
  from features.known_visit
),
summed as (
  select
    unit_code,
    month,
    count(*) as visits,
    count(*) filter (where serious) as serious_visits,
    max(visit_date) as last_visit_date,
    max(case when newest = 1 then severity_points end) as last_points,
    avg(severity_points) as mean_points,
    sum(
      cast(
        severity_points * power(0.7, newest - 1) * case when newest = visits then 1 else 0.3 end
        as decimal(38, 12)
      )
    ) as ewma_points
  from counted
  group by unit_code, month
)
select
  u.unit_code,
  u.month,
  coalesce(s.visits, 0)::integer as visits,
  coalesce(s.serious_visits, 0)::integer as serious_visits,
  s.last_visit_date,
  date_diff('day', s.last_visit_date, u.cutoff::date)::integer as days_since_last,
  s.last_points,
  s.mean_points,
  s.ewma_points::double as ewma_points
from features.unit_in_month u
left join summed s
  on s.unit_code = u.unit_code
  and s.month = u.month
