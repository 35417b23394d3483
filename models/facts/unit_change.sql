-- One row per change of a unit that still holds: newest version, and the day from which it counts: the later
-- of its date and the day we learned of it.
select
  c.change_number,
  c.change_date,
  c.change_type,
  c.unit_code,
  c.successor_codes,
  c.new_name,
  c.new_parent_code,
  c.new_area,
  c.document_number,
  c.remark,
  case when c.known_from > c.change_date::timestamp then c.known_from else c.change_date::timestamp end
    as counts_from,
  c.known_from as received_at,
  c.file_id,
  c.sheet,
  c.row_number
from staging.unit_change c
where c.known_to is null
