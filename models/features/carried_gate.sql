-- One row per unit, month, gate and fact that it took over from a unit that ended: accidents of recent years
-- and open major hazards and findings (rules I2, I7) do not vanish with the unit they happened in.
-- A hazard that the successor lists in its own ledger, found on the same day and under the same number or in
-- the same words, is its own from then on.
-- Nothing else is taken over: returns, drills, overdue days and findings speak of how a unit was run.
with
listed_anew as (
  select distinct
    p.unit_code,
    p.month,
    p.predecessor_code,
    h.hazard_number
  from features.predecessor_month p
  join features.hazard_month h
    on h.unit_code = p.predecessor_code
    and h.month = p.month
  join staging.hazard n
    on n.unit_code = p.unit_code
    and n.found_date = h.found_date
    and (n.description = h.description or n.hazard_number = h.hazard_number)
  join features.month_rule m
    on m.month = p.month
    and n.known_from < m.cutoff
    and (n.known_to is null or n.known_to >= m.cutoff)
)
select
  p.unit_code,
  p.month,
  'accident_recent' as gate,
  p.predecessor_code,
  p.predecessor_name,
  a.accident_number as fact,
  a.occurred_at::date as fact_date,
  coalesce(a.description, a.accident_number) as description,
  a.accident_level as severity,
  case when a.is_late then 'late' else 'on_time' end as status,
  a.file_id,
  a.sheet,
  a.row_number
from features.predecessor_month p
join features.accident_month a
  on a.unit_code = p.predecessor_code
  and a.month = p.month
where a.is_gate
union all
select
  p.unit_code,
  p.month,
  'open_major_hazard' as gate,
  p.predecessor_code,
  p.predecessor_name,
  h.hazard_number as fact,
  h.found_date as fact_date,
  h.description,
  h.severity,
  h.status,
  h.file_id,
  h.sheet,
  h.row_number
from features.predecessor_month p
join features.hazard_month h
  on h.unit_code = p.predecessor_code
  and h.month = p.month
left join listed_anew n
  on n.unit_code = p.unit_code
  and n.month = p.month
  and n.predecessor_code = p.predecessor_code
  and n.hazard_number = h.hazard_number
where h.is_open
  and h.severity = 'major'
  and n.unit_code is null
union all
select
  p.unit_code,
  p.month,
  'open_major_hazard' as gate,
  p.predecessor_code,
  p.predecessor_name,
  f.inspection_number || '/' || f.finding_number as fact,
  f.found_date as fact_date,
  f.description,
  f.severity,
  f.status,
  f.file_id,
  f.sheet,
  f.row_number
from features.predecessor_month p
join features.finding_month f
  on f.unit_code = p.predecessor_code
  and f.month = p.month
where f.is_open_major
