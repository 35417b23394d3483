-- One row per inspection and version.
-- A row received later replaces the earlier one with the same inspection_number;
-- the earlier one stays, valid from known_from up to known_to (null: still valid).
select
  r.inspection_number,
  r.unit_code,
  r.unit_name,
  r.inspection_date,
  r.inspection_type,
  r.team,
  r.inspectors,
  r.result,
  r.note,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at as known_from,
  lead(r.received_at) over (
    partition by r.inspection_number
    order by r.received_at, f.loaded_at, f.file_name, r.file_id, r.sheet, r.row_number
  ) as known_to
from intake.inspection r
join intake.file f on f.file_id = r.file_id
