-- One row per unit, fact of the register that was so (yes, or a number above 0), and time span in which that was
-- known (null valid_to: it still is).
with
register as (
  select *
  from staging.unit
  where known_to is null
    or known_to > known_from
),
said as (
  select unit_code, 'canteen' as fact, known_from, known_to from register where canteen
  union all
  select unit_code, 'chemistry_laboratory', known_from, known_to from register where chemistry_laboratory
  union all
  select unit_code, 'high_rise', known_from, known_to from register where high_rise
  union all
  select unit_code, 'simple_premises', known_from, known_to from register where simple_premises
  union all
  select unit_code, 'migrant_children', known_from, known_to from register where migrant_children
  union all
  select unit_code, 'exam_site', known_from, known_to from register where exam_site
  union all
  select unit_code, 'works_in_progress', known_from, known_to from register where works_in_progress
  union all
  select unit_code, 'hazardous_ground', known_from, known_to from register where hazardous_ground
  union all
  select unit_code, 'gas', known_from, known_to from register where gas
  union all
  select unit_code, 'ebike_charging', known_from, known_to from register where ebike_charging
  union all
  select unit_code, 'outside_property_company', known_from, known_to from register where outside_property_company
  union all
  select unit_code, 'practical_training', known_from, known_to from register where practical_training
  union all
  select unit_code, 'area_lead', known_from, known_to from register where area_lead
  union all
  select unit_code, 'students', known_from, known_to from register where students > 0
  union all
  select unit_code, 'staff', known_from, known_to from register where staff > 0
  union all
  select unit_code, 'boarders', known_from, known_to from register where boarders > 0
  union all
  select unit_code, 'school_buses', known_from, known_to from register where school_buses > 0
  union all
  select unit_code, 'lifts', known_from, known_to from register where lifts > 0
  union all
  -- What no cell of the register says: it has campuses.
  select parent_code, 'group_head', valid_from, valid_to
  from facts.unit_version
  where kind = 'campus'
    and parent_code is not null
),
-- Versions that say the same one after the other, and campuses beside each other, are one span.
reached as (
  select
    unit_code,
    fact,
    known_from,
    coalesce(known_to, timestamp '9999-12-31') as known_to,
    max(coalesce(known_to, timestamp '9999-12-31')) over (
      partition by unit_code, fact
      order by known_from
      rows between unbounded preceding and 1 preceding
    ) as reached_to
  from said
),
numbered as (
  select
    *,
    count(*) filter (where reached_to is null or reached_to < known_from) over (
      partition by unit_code, fact
      order by known_from
      rows between unbounded preceding and current row
    ) as span
  from reached
)
select
  unit_code,
  fact,
  min(known_from) as valid_from,
  nullif(max(known_to), timestamp '9999-12-31') as valid_to
from numbered
group by unit_code, fact, span
