-- One row per reporting unit, month and version.
-- Which version stands from when to when: staging.return_version.
select
  r.report_month,
  r.unit_code,
  r.unit_name,
  r.units_covered,
  r.launch_form,
  r.launch_events,
  r.study_times,
  r.study_attendances,
  r.online_classes,
  r.online_class_attendances,
  r.study_columns,
  r.rectification_columns,
  r.hazards_rectified,
  r.look_around_events,
  r.violations_found,
  r.hazards_tipped,
  r.open_day_attendances,
  r.panorama_views,
  r.open_day_events,
  r.open_day_participants,
  r.innovative_activity,
  r.innovative_times,
  r.innovative_attendances,
  r.school_events,
  r.school_people,
  r.tour_reports,
  r.tour_experiences,
  r.tour_exposures,
  r.tours,
  r.online_tours,
  r.tip_offs,
  r.rewarded_people,
  r.tip_off_reports,
  r.in_yearly_plan,
  r.joint_mechanism,
  r.resources_secured,
  r.slogans,
  r.films,
  r.tied_to_hot_spots,
  r.tied_to_routine,
  r.tied_to_responsibility,
  r.photos,
  r.contact,
  r.contact_telephone,
  r.file_id,
  r.sheet,
  r.row_number,
  r.received_at,
  case when r.readable_from > v.known_from then r.readable_from else v.known_from end as known_from,
  v.known_to
from intake.safety_month_return r
join staging.return_version v
  on v.dataset = 'safety_month_return'
  and v.unit_code = r.unit_code
  and v.report_month = r.report_month
  and v.file_id = r.file_id
-- A row may be readable only after its return, or after that was replaced.
where r.readable_from is null
  or v.known_to is null
  or r.readable_from < v.known_to
