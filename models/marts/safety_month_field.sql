-- One row per table of the safety month that was handed in, field of it, and time span in which it stood:
-- marts.safety_month_table, field by field.
with
field as (
  select * from (values
    (1, 'launch_form', 'text'),
    (2, 'launch_events', 'number'),
    (3, 'study_times', 'number'),
    (4, 'study_attendances', 'number'),
    (5, 'online_classes', 'number'),
    (6, 'online_class_attendances', 'number'),
    (7, 'study_columns', 'number'),
    (8, 'rectification_columns', 'number'),
    (9, 'hazards_rectified', 'number'),
    (10, 'look_around_events', 'number'),
    (11, 'violations_found', 'number'),
    (12, 'hazards_tipped', 'number'),
    (13, 'open_day_attendances', 'number'),
    (14, 'panorama_views', 'number'),
    (15, 'open_day_events', 'number'),
    (16, 'open_day_participants', 'number'),
    (17, 'innovative_activity', 'text'),
    (18, 'innovative_times', 'number'),
    (19, 'innovative_attendances', 'number'),
    (20, 'school_events', 'number'),
    (21, 'school_people', 'number'),
    (22, 'tour_reports', 'number'),
    (23, 'tour_experiences', 'number'),
    (24, 'tour_exposures', 'number'),
    (25, 'tours', 'number'),
    (26, 'online_tours', 'number'),
    (27, 'tip_offs', 'number'),
    (28, 'rewarded_people', 'number'),
    (29, 'tip_off_reports', 'number'),
    (30, 'in_yearly_plan', 'yes_no'),
    (31, 'joint_mechanism', 'yes_no'),
    (32, 'resources_secured', 'yes_no'),
    (33, 'slogans', 'number'),
    (34, 'films', 'number'),
    (35, 'tied_to_hot_spots', 'yes_no'),
    (36, 'tied_to_routine', 'yes_no'),
    (37, 'tied_to_responsibility', 'yes_no')
  ) as fields (ordinal, field, field_kind)
)
select
  r.unit_code,
  r.parent_code,
  r.month,
  f.ordinal,
  f.field,
  f.field_kind,
  r.units_covered,
  case f.field
    when 'launch_events' then r.launch_events
    when 'study_times' then r.study_times
    when 'study_attendances' then r.study_attendances
    when 'online_classes' then r.online_classes
    when 'online_class_attendances' then r.online_class_attendances
    when 'study_columns' then r.study_columns
    when 'rectification_columns' then r.rectification_columns
    when 'hazards_rectified' then r.hazards_rectified
    when 'look_around_events' then r.look_around_events
    when 'violations_found' then r.violations_found
    when 'hazards_tipped' then r.hazards_tipped
    when 'open_day_attendances' then r.open_day_attendances
    when 'panorama_views' then r.panorama_views
    when 'open_day_events' then r.open_day_events
    when 'open_day_participants' then r.open_day_participants
    when 'innovative_times' then r.innovative_times
    when 'innovative_attendances' then r.innovative_attendances
    when 'school_events' then r.school_events
    when 'school_people' then r.school_people
    when 'tour_reports' then r.tour_reports
    when 'tour_experiences' then r.tour_experiences
    when 'tour_exposures' then r.tour_exposures
    when 'tours' then r.tours
    when 'online_tours' then r.online_tours
    when 'tip_offs' then r.tip_offs
    when 'rewarded_people' then r.rewarded_people
    when 'tip_off_reports' then r.tip_off_reports
    when 'slogans' then r.slogans
    when 'films' then r.films
  end as field_number,
  case f.field
    when 'launch_form' then r.launch_form
    when 'innovative_activity' then r.innovative_activity
  end as field_text,
  case f.field
    when 'in_yearly_plan' then r.in_yearly_plan
    when 'joint_mechanism' then r.joint_mechanism
    when 'resources_secured' then r.resources_secured
    when 'tied_to_hot_spots' then r.tied_to_hot_spots
    when 'tied_to_routine' then r.tied_to_routine
    when 'tied_to_responsibility' then r.tied_to_responsibility
  end as field_yes,
  r.known_from,
  r.known_to,
  r.is_counted,
  r.file_id,
  r.sheet,
  r.row_number
from marts.safety_month_table r
cross join field f
