-- One row per unit and version of its register entry: the groups whose visits say something about it.
-- exposure_class: kind, ownership, assessed risk and another register's category together; brand: its chain.
select
  unit_code,
  known_from,
  concat_ws(' / ', kind, ownership, assessed_risk, category) as exposure_class,
  brand
from staging.unit
where known_to is null
  or known_to > known_from
