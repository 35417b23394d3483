-- One row per unit, version of its register entry, policy version and exposure it has (rules W5, I5, R3).
-- points = amount × the policy's points. counts_from_year: a building becomes old in that year.
with
fact as (
  select
    u.unit_code,
    u.known_from,
    e.policy_version,
    e.indicator,
    e.fact,
    case e.fact
      when 'students' then coalesce(u.students, 0)
      when 'boarders' then coalesce(u.boarders, 0)
      when 'staff' then coalesce(u.staff, 0)
      when 'canteen' then u.canteen::integer
      when 'chemistry_laboratory' then u.chemistry_laboratory::integer
      when 'school_buses' then (u.school_buses > 0)::integer
      when 'lifts' then (u.lifts > 0)::integer
      when 'gas' then u.gas::integer
      when 'ebike_charging' then u.ebike_charging::integer
      when 'high_rise' then u.high_rise::integer
      when 'simple_premises' then u.simple_premises::integer
      when 'migrant_children' then u.migrant_children::integer
      when 'exam_site' then u.exam_site::integer
      when 'works_in_progress' then u.works_in_progress::integer
      when 'hazardous_ground' then u.hazardous_ground::integer
      when 'outside_property_company' then u.outside_property_company::integer
      when 'practical_training' then u.practical_training::integer
      when 'private' then (u.ownership = 'private')::integer
      when 'building_old' then (u.building_year is not null)::integer
      when 'no_fire_acceptance' then (not u.fire_acceptance)::integer
      when 'assessed_high' then (u.assessed_risk = 'high')::integer
      when 'assessed_medium' then (u.assessed_risk = 'medium')::integer
    end as amount,
    e.label_zh,
    e.label_en,
    e.points as points_each,
    case when e.fact = 'building_old' then u.building_year + s.building_old_years end
      as counts_from_year,
    u.file_id,
    u.sheet,
    u.row_number
  from staging.unit u
  cross join policy.exposure e
  join policy.setting s on s.policy_version = e.policy_version
  where u.known_to is null
    or u.known_to > u.known_from
)
select
  unit_code,
  known_from,
  policy_version,
  indicator,
  fact,
  label_zh,
  label_en,
  amount,
  amount * points_each as points,
  counts_from_year::integer as counts_from_year,
  file_id,
  sheet,
  row_number
from fact
where amount > 0
