-- One row per unit and version.
-- Which version stands from when to when: staging.row_version.
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
  r.category,
  r.brand,
  r.unit_status,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  v.known_from,
  v.known_to
from intake.unit r
join staging.row_version v
  on v.dataset = 'unit'
  and v.first_key = r.unit_code
  and v.second_key = ''
  and v.file_id = r.file_id
  and v.sheet = coalesce(r.sheet, '')
  and v.row_number = r.row_number
