-- One row per table of the safety month that was handed in, and time span in which it stood (rules C3, W2): its 37
-- fields, and when the table of the unit's parent stood. While that one stands this one does not count in the
-- roll-up: the parent's holds it already.
with
parent as (
  select
    unit_code,
    report_month,
    min(known_from) as parent_from,
    case when count(*) filter (where known_to is null) = 0 then max(known_to) end as parent_until
  from staging.safety_month_return
  group by unit_code, report_month
)
select
  r.unit_code,
  u.parent_code,
  r.report_month as month,
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
  r.known_from,
  r.known_to,
  p.parent_from,
  p.parent_until,
  r.file_id,
  r.sheet,
  r.row_number
from staging.safety_month_return r
join facts.unit u on u.unit_code = r.unit_code
left join parent p
  on p.unit_code = u.parent_code
  and p.report_month = r.report_month
where r.known_to is null
  or r.known_to > r.known_from
order by r.report_month
