-- One row per unit and fact of the register that is so: yes, or a number above 0.
select unit_code, 'canteen' as fact from facts.unit where canteen
union all
select unit_code, 'chemistry_laboratory' from facts.unit where chemistry_laboratory
union all
select unit_code, 'high_rise' from facts.unit where high_rise
union all
select unit_code, 'simple_premises' from facts.unit where simple_premises
union all
select unit_code, 'migrant_children' from facts.unit where migrant_children
union all
select unit_code, 'exam_site' from facts.unit where exam_site
union all
select unit_code, 'works_in_progress' from facts.unit where works_in_progress
union all
select unit_code, 'hazardous_ground' from facts.unit where hazardous_ground
union all
select unit_code, 'gas' from facts.unit where gas
union all
select unit_code, 'ebike_charging' from facts.unit where ebike_charging
union all
select unit_code, 'outside_property_company' from facts.unit where outside_property_company
union all
select unit_code, 'practical_training' from facts.unit where practical_training
union all
select unit_code, 'area_lead' from facts.unit where area_lead
union all
select unit_code, 'students' from facts.unit where students > 0
union all
select unit_code, 'staff' from facts.unit where staff > 0
union all
select unit_code, 'boarders' from facts.unit where boarders > 0
union all
select unit_code, 'school_buses' from facts.unit where school_buses > 0
union all
select unit_code, 'lifts' from facts.unit where lifts > 0
union all
-- What no cell of the register says: it has campuses.
select distinct parent_code, 'group_head' from facts.unit where kind = 'campus' and parent_code is not null
