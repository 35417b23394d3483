-- One row per unit: its newest version, and when we first learned of it.
with
known as (
  select unit_code, min(known_from) as first_received_at
  from staging.unit
  group by unit_code
)
select
  u.unit_code,
  u.unit_name,
  u.kind,
  u.ownership,
  u.area,
  u.area_lead,
  u.parent_code,
  u.linked_office,
  u.contact,
  u.contact_telephone,
  u.longitude,
  u.latitude,
  u.coordinate_system,
  u.students,
  u.staff,
  u.boarders,
  u.school_buses,
  u.lifts,
  u.canteen,
  u.chemistry_laboratory,
  u.high_rise,
  u.simple_premises,
  u.migrant_children,
  u.exam_site,
  u.works_in_progress,
  u.hazardous_ground,
  u.gas,
  u.ebike_charging,
  u.outside_property_company,
  u.practical_training,
  u.building_year,
  u.fire_acceptance,
  u.assessed_risk,
  u.unit_status,
  k.first_received_at,
  u.known_from as received_at,
  u.file_id,
  u.sheet,
  u.row_number
from staging.unit u
join known k on k.unit_code = u.unit_code
where u.known_to is null
