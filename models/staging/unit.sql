-- One row per unit and version.
-- A row received later replaces the earlier one with the same unit_code,
-- and a correction all rows of the file that it corrects (staging.file);
-- the earlier one stays, valid from known_from up to known_to (null: still valid).
with in_order as (
  select
    r.*,
    lead(r.received_at) over (
      partition by r.unit_code
      order by r.received_at, f.place, r.sheet, r.row_number
    ) as next_from,
    f.replaced_at
  from intake.unit r
  join staging.file f on f.file_id = r.file_id
)
select
  v.unit_code,
  v.unit_name,
  v.kind,
  v.ownership,
  v.area,
  v.area_lead,
  v.parent_code,
  v.linked_office,
  v.contact,
  v.contact_telephone,
  v.longitude,
  v.latitude,
  v.coordinate_system,
  v.students,
  v.staff,
  v.boarders,
  v.school_buses,
  v.lifts,
  v.canteen,
  v.chemistry_laboratory,
  v.high_rise,
  v.simple_premises,
  v.migrant_children,
  v.exam_site,
  v.works_in_progress,
  v.hazardous_ground,
  v.gas,
  v.ebike_charging,
  v.outside_property_company,
  v.practical_training,
  v.building_year,
  v.fire_acceptance,
  v.assessed_risk,
  v.unit_status,
  v.file_id,
  v.sheet,
  v.row_number,
  v.received_at as known_from,
  case
    when v.replaced_at < v.next_from then v.replaced_at
    else coalesce(v.next_from, v.replaced_at)
  end as known_to
from in_order v
