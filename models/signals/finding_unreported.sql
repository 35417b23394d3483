-- One row per finding of inspectors; a hit where the unit had listed no hazard of that work area in the 92
-- days up to it: the second of two sources saw what the first did not (rule H6). What it listed stands even
-- where it was closed: who looks for hazards of a kind finds some of them.
with
listed as (
  select distinct
    f.inspection_number,
    f.finding_number,
    f.known_from
  from signals.seen_finding f
  join signals.own_hazard h
    on h.unit_code = f.unit_code
    and h.work_area = f.work_area
    and h.found_date <= f.found_date
    and h.found_date > f.found_date - 92
    and h.from_index <= f.compared_index
    and h.to_index > f.compared_index
)
select
  f.unit_code,
  f.visit_index as event_index,
  f.from_index,
  f.to_index,
  l.inspection_number is null as is_hit,
  f.found_date as evidence_date,
  f.description as title_zh,
  f.description as title_en,
  f.inspection_number || '/' || f.finding_number as detail,
  f.file_id,
  f.sheet,
  f.row_number
from signals.seen_finding f
left join listed l
  on l.inspection_number = f.inspection_number
  and l.finding_number = f.finding_number
  and l.known_from = f.known_from
