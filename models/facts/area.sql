-- One row per area that a unit or a boundary names.
with
boundary as (
  select b.area, b.geometry
  from intake.area_boundary b
  join intake.file f on f.file_id = b.file_id
  qualify row_number() over (
    partition by b.area
    order by b.received_at desc, f.loaded_at desc, f.file_name desc, b.file_id desc
  ) = 1
),
unit_area as (
  select
    area,
    min(unit_code) filter (where area_lead) as lead_unit_code,
    count(*) filter (where unit_status = 'open') as units
  from facts.unit
  group by area
)
select
  coalesce(u.area, b.area) as area,
  u.lead_unit_code,
  coalesce(u.units, 0)::integer as units,
  b.geometry::varchar as geometry
from unit_area u
full join boundary b on b.area = u.area
