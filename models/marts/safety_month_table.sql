-- One row per table of the safety month that was handed in and time span in which it stood (rules C3, W2), parted
-- where the table of the unit's parent came or was taken back: its 37 fields, and whether it counts in the roll-up.
-- While the parent's stands it does not: that one holds it already. The parent is the one known when it was
-- handed in.
with
handed_in as (
  select
    r.*,
    v.parent_code
  from staging.safety_month_return r
  join facts.unit_version v
    on v.unit_code = r.unit_code
    and v.counts_from <= r.known_from
    and (v.valid_to is null or v.valid_to > r.known_from)
  where r.known_to is null
    or r.known_to > r.known_from
),
-- Of one that is sent again the new version begins where the old one ends.
standing as (
  select
    unit_code,
    report_month,
    known_from,
    coalesce(known_to, timestamp '9999-12-31') as known_to
  from handed_in
),
moment as (
  select unit_code, report_month, known_from as stood_from, known_from as moment_at
  from standing
  union
  select r.unit_code, r.report_month, r.known_from, p.known_from
  from handed_in r
  join standing p
    on p.unit_code = r.parent_code
    and p.report_month = r.report_month
    and p.known_from > r.known_from
    and (r.known_to is null or p.known_from < r.known_to)
  union
  select r.unit_code, r.report_month, r.known_from, p.known_to
  from handed_in r
  join standing p
    on p.unit_code = r.parent_code
    and p.report_month = r.report_month
    and p.known_to > r.known_from
    and p.known_to < coalesce(r.known_to, timestamp '9999-12-31')
),
parted as (
  select
    *,
    lead(moment_at) over (
      partition by unit_code, report_month, stood_from
      order by moment_at
    ) as next_at
  from moment
)
select
  r.unit_code,
  r.parent_code,
  r.report_month as month,
  p.unit_code is null as is_counted,
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
  m.moment_at as known_from,
  coalesce(m.next_at, r.known_to) as known_to,
  r.file_id,
  r.sheet,
  r.row_number
from parted m
join handed_in r
  on r.unit_code = m.unit_code
  and r.report_month = m.report_month
  and r.known_from = m.stood_from
left join standing p
  on p.unit_code = r.parent_code
  and p.report_month = r.report_month
  and p.known_from <= m.moment_at
  and p.known_to > m.moment_at
order by r.report_month
