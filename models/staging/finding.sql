-- One row per inspection, finding and version.
-- A row received later replaces the earlier one with the same inspection_number and finding_number,
-- and a correction all rows of the file that it corrects (staging.file);
-- the earlier one stays, valid from known_from up to known_to (null: still valid).
with in_order as (
  select
    r.*,
    lead(r.received_at) over (
      partition by r.inspection_number, r.finding_number
      order by r.received_at, f.place, r.sheet, r.row_number
    ) as next_from,
    f.replaced_at
  from intake.finding r
  join staging.file f on f.file_id = r.file_id
)
select
  v.inspection_number,
  v.finding_number,
  v.unit_code,
  v.unit_name,
  v.found_date,
  v.work_area,
  v.severity,
  v.description,
  v.deadline,
  v.status,
  v.closed_date,
  v.verified_date,
  v.false_return,
  v.file_id,
  v.sheet,
  v.row_number,
  v.received_at as known_from,
  case
    when v.replaced_at < v.next_from then v.replaced_at
    else coalesce(v.next_from, v.replaced_at)
  end as known_to
from in_order v
