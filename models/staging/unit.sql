-- One row per unit and version.
-- A row received later replaces the earlier one with the same unit_code;
-- the earlier one stays, valid from known_from up to known_to (null: still valid). A unit that a corrected
-- register leaves out, or has in quarantine, stays too: other files name it.
select
  r.unit_code,
  r.unit_name,
  r.kind,
  r.ownership,
  r.area,
  r.area_lead,
  r.parent_code,
  r.linked_office,
  r.contact,
  r.contact_telephone,
  r.longitude,
  r.latitude,
  r.coordinate_system,
  r.students,
  r.staff,
  r.boarders,
  r.school_buses,
  r.lifts,
  r.canteen,
  r.chemistry_laboratory,
  r.high_rise,
  r.simple_premises,
  r.migrant_children,
  r.exam_site,
  r.works_in_progress,
  r.hazardous_ground,
  r.gas,
  r.ebike_charging,
  r.outside_property_company,
  r.practical_training,
  r.building_year,
  r.fire_acceptance,
  r.assessed_risk,
  r.unit_status,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at as known_from,
  lead(r.received_at) over (
    partition by r.unit_code
    order by r.received_at, f.place, r.sheet, r.row_number
  ) as known_to
from intake.unit r
join staging.file f on f.file_id = r.file_id
