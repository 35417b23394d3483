-- One row per accident and version.
-- A row received later replaces the earlier one with the same accident_number;
-- the earlier one stays, valid from known_from up to known_to (null: still valid).
select
  r.accident_number,
  r.unit_code,
  r.unit_name,
  r.occurred_at,
  r.reported_at,
  r.accident_type,
  r.accident_level,
  r.responsible,
  r.deaths,
  r.injured,
  r.description,
  r.cause,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at as known_from,
  lead(r.received_at) over (
    partition by r.accident_number
    order by r.received_at, f.loaded_at, f.file_name, r.file_id, r.sheet, r.row_number
  ) as known_to
from intake.accident r
join intake.file f on f.file_id = r.file_id
