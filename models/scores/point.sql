-- One row per unit and month: points of each indicator and group, their sum the score (0–100, higher is
-- riskier), and the band of the score.
-- points = weight × min(value, cap) ÷ cap. The band is the score with the 10 % and 90 % quantile of
-- finding_expected in its place. points_if_clean: points of finding_expected after one more clean visit.
with
pointed as (
  select
    f.unit_code,
    f.month,
    f.policy_version,
    r.exposure_facilities_rate * least(f.exposure_facilities, r.exposure_facilities_cap) as exposure_facilities_points,
    r.exposure_people_rate * least(f.exposure_people, r.exposure_people_cap) as exposure_people_points,
    r.hazard_overdue_rate * least(f.hazard_overdue, r.hazard_overdue_cap) as hazard_overdue_points,
    r.hazard_days_overdue_rate * least(f.hazard_days_overdue, r.hazard_days_overdue_cap) as hazard_days_overdue_points,
    r.hazard_extended_rate * least(f.hazard_extended, r.hazard_extended_cap) as hazard_extended_points,
    r.finding_overdue_rate * least(f.finding_overdue, r.finding_overdue_cap) as finding_overdue_points,
    r.return_missing_rate * least(f.return_missing, r.return_missing_cap) as return_missing_points,
    r.return_late_rate * least(f.return_late, r.return_late_cap) as return_late_points,
    r.report_silence_rate * least(f.report_silence, r.report_silence_cap) as report_silence_points,
    r.campaign_late_rate * least(f.campaign_late, r.campaign_late_cap) as campaign_late_points,
    r.drill_missed_rate * least(f.drill_missed, r.drill_missed_cap) as drill_missed_points,
    r.drill_incomplete_rate * least(f.drill_incomplete, r.drill_incomplete_cap) as drill_incomplete_points,
    r.finding_expected_rate * least(f.finding_expected, r.finding_expected_cap) as finding_expected_points,
    r.finding_repeated_rate * least(f.finding_repeated, r.finding_repeated_cap) as finding_repeated_points,
    r.accident_history_rate * least(f.accident_history, r.accident_history_cap) as accident_history_points,
    r.finding_expected_rate * least(f.finding_expected_low, r.finding_expected_cap) as points_low,
    r.finding_expected_rate * least(f.finding_expected_high, r.finding_expected_cap) as points_high,
    r.finding_expected_rate * least(f.finding_expected_if_clean, r.finding_expected_cap)
      as points_if_clean
  from features.unit_month f
  join scores.rate r on r.policy_version = f.policy_version
),
grouped as (
  select
    *,
    exposure_facilities_points
      + exposure_people_points as exposure_points,
    hazard_overdue_points
      + hazard_days_overdue_points
      + hazard_extended_points
      + finding_overdue_points as hazard_points,
    return_missing_points
      + return_late_points
      + report_silence_points
      + campaign_late_points as responsibility_points,
    drill_missed_points
      + drill_incomplete_points as drill_points,
    finding_expected_points
      + finding_repeated_points
      + accident_history_points as inspection_points
  from pointed
),
scored as (
  select
    *,
    exposure_points + hazard_points + responsibility_points + drill_points + inspection_points
      as score
  from grouped
)
select
  unit_code,
  month,
  policy_version,
  exposure_facilities_points,
  exposure_people_points,
  hazard_overdue_points,
  hazard_days_overdue_points,
  hazard_extended_points,
  finding_overdue_points,
  return_missing_points,
  return_late_points,
  report_silence_points,
  campaign_late_points,
  drill_missed_points,
  drill_incomplete_points,
  finding_expected_points,
  finding_repeated_points,
  accident_history_points,
  exposure_points,
  hazard_points,
  responsibility_points,
  drill_points,
  inspection_points,
  score,
  score - finding_expected_points + points_low as band_low,
  score - finding_expected_points + points_high as band_high,
  points_if_clean
from scored
