-- One row per unit, month and indicator that has points.
-- points_saved: what the score loses when the cause is gone; for expected findings, after a clean visit.
with
long as (
  select
    f.unit_code,
    f.month,
    f.policy_version,
    i.indicator,
    i.indicator_group,
    i.ordinal,
    i.weight,
    case i.indicator
      when 'exposure_facilities' then f.exposure_facilities
      when 'exposure_people' then f.exposure_people
      when 'hazard_overdue' then f.hazard_overdue
      when 'hazard_days_overdue' then f.hazard_days_overdue
      when 'hazard_extended' then f.hazard_extended
      when 'finding_overdue' then f.finding_overdue
      when 'return_missing' then f.return_missing
      when 'return_late' then f.return_late
      when 'report_silence' then f.report_silence
      when 'campaign_late' then f.campaign_late
      when 'drill_missed' then f.drill_missed
      when 'drill_incomplete' then f.drill_incomplete
      when 'finding_expected' then f.finding_expected
      when 'finding_repeated' then f.finding_repeated
      when 'accident_history' then f.accident_history
    end as value,
    case i.indicator
      when 'exposure_facilities' then p.exposure_facilities_points
      when 'exposure_people' then p.exposure_people_points
      when 'hazard_overdue' then p.hazard_overdue_points
      when 'hazard_days_overdue' then p.hazard_days_overdue_points
      when 'hazard_extended' then p.hazard_extended_points
      when 'finding_overdue' then p.finding_overdue_points
      when 'return_missing' then p.return_missing_points
      when 'return_late' then p.return_late_points
      when 'report_silence' then p.report_silence_points
      when 'campaign_late' then p.campaign_late_points
      when 'drill_missed' then p.drill_missed_points
      when 'drill_incomplete' then p.drill_incomplete_points
      when 'finding_expected' then p.finding_expected_points
      when 'finding_repeated' then p.finding_repeated_points
      when 'accident_history' then p.accident_history_points
    end as points,
    case when i.indicator = 'finding_expected' then p.points_if_clean else 0 end as points_left,
    case i.indicator
      when 'exposure_facilities' then f.evidence_exposure_facilities
      when 'exposure_people' then f.evidence_exposure_people
      when 'hazard_overdue' then f.hazard_overdue
      when 'hazard_days_overdue' then f.evidence_hazard_days_overdue
      when 'hazard_extended' then f.evidence_hazard_extended
      when 'finding_overdue' then f.finding_overdue
      when 'return_missing' then f.return_missing
      when 'return_late' then f.return_late
      when 'report_silence' then f.evidence_report_silence
      when 'campaign_late' then f.campaign_late
      when 'drill_missed' then f.evidence_drill_missed
      when 'drill_incomplete' then f.drill_incomplete
      when 'finding_expected' then f.evidence_finding_expected
      when 'finding_repeated' then f.finding_repeated
      when 'accident_history' then f.evidence_accident_history
    end as evidence_count
  from features.unit_month f
  join scores.point p
    on p.unit_code = f.unit_code
    and p.month = f.month
  join policy.indicator i on i.policy_version = f.policy_version
)
select
  unit_code,
  month,
  policy_version,
  indicator,
  indicator_group,
  ordinal,
  value,
  points,
  weight as maximum_points,
  points - points_left as points_saved,
  evidence_count::integer as evidence_count
from long
where points > 0
