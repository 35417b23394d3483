-- One row per unit that is open at the end of the newest month: what a plan of visits needs to know of it.
with
newest as (
  select as_of_month as month
  from policy.build
),
-- Share of all visits that were serious: what stands for a unit of which the history model says nothing.
serious as (
  select coalesce(avg(serious::integer), 0) as share
  from features.visit
),
visit as (
  select
    unit_code,
    inspection_date,
    team,
    inspectors,
    row_number() over (
      partition by unit_code
      order by inspection_date desc, inspection_number desc
    ) as age
  from facts.inspection
),
visited as (
  select
    unit_code,
    max(inspection_date) filter (where inspection_type = 'full_checkup') as last_checkup,
    count(*)::integer as visits
  from facts.inspection
  group by unit_code
)
select
  m.unit_code,
  m.month,
  m.unit_name,
  m.kind,
  m.ownership,
  m.area,
  m.tier,
  m.regime,
  m.score,
  m.main_reason,
  -- Calibrated where the model is fitted (docs/history.md): of units at 0.2, one visit in five is serious. Before, a
  -- rough estimate.
  coalesce(m.serious_probability, s.share) as serious_expected,
  coalesce(u.students, 0) + coalesce(u.staff, 0) as people,
  coalesce(u.boarders, 0) > 0 as has_boarders,
  coalesce(u.exam_site, false) as exam_site,
  coalesce(u.canteen, false) as canteen,
  coalesce(u.chemistry_laboratory, false) as chemistry_laboratory,
  coalesce(u.school_buses, 0) > 0 as has_school_buses,
  coalesce(u.simple_premises, false) as simple_premises,
  coalesce(u.works_in_progress, false) as works_in_progress,
  u.longitude,
  u.latitude,
  v.inspection_date as last_visit,
  v.team as last_team,
  v.inspectors,
  d.last_checkup,
  coalesce(d.visits, 0) as visits
from marts.unit_month m
join newest n on n.month = m.month
cross join serious s
join facts.unit u on u.unit_code = m.unit_code
left join visit v
  on v.unit_code = m.unit_code
  and v.age = 1
left join visited d on d.unit_code = m.unit_code
where u.unit_status = 'open'
