-- One row per unit: its newest version, changes of name, parent, area and state that count by the time of
-- publishing included (facts.unit_version), and when we first learned of it.
with
known as (
  select unit_code, min(known_from) as first_received_at
  from staging.unit
  group by unit_code
),
present as (
  select v.*
  from facts.unit_version v
  cross join policy.build b
  where v.valid_from <= b.published_at
    and (v.valid_to is null or v.valid_to > b.published_at)
)
select
  u.unit_code,
  coalesce(p.unit_name, u.unit_name) as unit_name,
  u.kind,
  u.ownership,
  coalesce(p.area, u.area) as area,
  u.area_lead,
  case when p.unit_code is null then u.parent_code else p.parent_code end as parent_code,
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
  u.category,
  u.brand,
  case when p.is_open then 'open' when not p.is_open then 'closed' else u.unit_status end as unit_status,
  k.first_received_at,
  u.known_from as received_at,
  u.file_id,
  u.sheet,
  u.row_number
from staging.unit u
join known k on k.unit_code = u.unit_code
left join present p on p.unit_code = u.unit_code
where u.known_to is null
