-- One row per finding of inspectors; a hit where the unit had struck off nearly the same in the 120 days
-- before (rules H1, H7).
with
undone as (
  select
    f.inspection_number,
    f.finding_number,
    f.known_from,
    max(c.closed_date) as closed_date,
    max(c.hazard_number) as hazard_number
  from signals.seen_finding f
  join signals.closing c
    on c.unit_code = f.unit_code
    and c.work_area = f.work_area
    and c.closed_date < f.found_date
    and c.closed_date >= f.found_date - 120
    and c.from_index <= f.compared_index
    and c.to_index > f.compared_index
  left join signals.text_likeness l
    on l.unit_code = f.unit_code
    and l.text = f.text
    and l.other_text = c.text
  where length(f.text) >= 4
    and (c.text = f.text or l.likeness is not null)
  group by f.inspection_number, f.finding_number, f.known_from
)
select
  f.unit_code,
  f.visit_index as event_index,
  f.from_index,
  f.to_index,
  u.closed_date is not null as is_hit,
  f.found_date as evidence_date,
  f.description as title_zh,
  f.description as title_en,
  f.inspection_number || '/' || f.finding_number || ' · ' || u.hazard_number || ' · '
    || u.closed_date::varchar as detail,
  f.file_id,
  f.sheet,
  f.row_number
from signals.seen_finding f
left join undone u
  on u.inspection_number = f.inspection_number
  and u.finding_number = f.finding_number
  and u.known_from = f.known_from
