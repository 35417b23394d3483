-- One row per hazard first listed; a hit where the unit listed nearly the same text in one of the three
-- months of return before (rule H7). The same text within one month is a walk from room to room.
with
earlier as (
  select
    h.unit_code,
    h.hazard_number,
    h.known_from,
    max(e.report_month) as report_month
  from signals.own_hazard h
  join signals.own_hazard e
    on e.unit_code = h.unit_code
    and e.hazard_number <> h.hazard_number
    and e.report_index < h.report_index
    and e.report_index >= h.report_index - 3
    and e.from_index <= h.from_index
    and e.to_index > h.from_index
    and e.found_date < h.found_date
  left join signals.text_likeness l
    on l.unit_code = h.unit_code
    and l.text = h.text
    and l.other_text = e.text
  where length(h.text) >= 4
    and (e.text = h.text or l.likeness is not null)
  group by h.unit_code, h.hazard_number, h.known_from
)
select
  h.unit_code,
  h.report_index as event_index,
  h.from_index,
  h.to_index,
  e.report_month is not null as is_hit,
  h.found_date as evidence_date,
  h.description as title_zh,
  h.description as title_en,
  h.hazard_number || ' · ' || substring(e.report_month::varchar, 1, 7) as detail,
  h.file_id,
  h.sheet,
  h.row_number
from signals.own_hazard h
left join earlier e
  on e.unit_code = h.unit_code
  and e.hazard_number = h.hazard_number
  and e.known_from = h.known_from
