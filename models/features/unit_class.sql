-- One row per unit and version of its register entry: the groups whose visits say something about it.
-- exposure_class: kind, ownership, assessed risk and another register's category together; brand: its chain, by
-- letters and digits alone, so that the ways to write a name are one.
select
  unit_code,
  known_from,
  concat_ws(' / ', kind, ownership, assessed_risk, category) as exposure_class,
  nullif(trim(lower(regexp_replace(brand, '[^\p{L}\p{N} ]', '', 'g'))), '') as brand
from staging.unit
where known_to is null
  or known_to > known_from
