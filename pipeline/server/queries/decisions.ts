import { namedQuery, optional, required, type NamedQuery } from '../named-query.ts';

/** What Xiaoan decided about units, and why. */
export const decisionQueries: readonly NamedQuery[] = [
  namedQuery(
    'unit_month',
    `select
  unit_code,
  month,
  tier,
  regime,
  previous_tier,
  previous_regime,
  round(score, 2) as score,
  round(exposure_points, 2) as exposure_points,
  round(hazard_points, 2) as hazard_points,
  round(responsibility_points, 2) as responsibility_points,
  round(drill_points, 2) as drill_points,
  round(inspection_points, 2) as inspection_points,
  cast(gates as integer) as gates,
  main_reason,
  cast(open_hazards as integer) as open_hazards,
  cast(open_major_hazards as integer) as open_major_hazards,
  cast(overdue_hazards as integer) as overdue_hazards,
  cast(hazards_found as integer) as hazards_found,
  cast(hazards_closed as integer) as hazards_closed,
  cast(return_due as integer) as return_due,
  cast(return_on_time as integer) as return_on_time,
  cast(return_received as integer) as return_received,
  cast(drills_required as integer) as drills_required,
  cast(drills_held as integer) as drills_held,
  cast(inspections as integer) as inspections,
  cast(findings as integer) as findings,
  cast(major_findings as integer) as major_findings,
  cast(accidents as integer) as accidents
from marts.unit_month
where $month is null or month = cast($month as date)
order by unit_code, month`,
    { month: optional('month') },
  ),
  namedQuery(
    'unit_indicator',
    `select *
from marts.unit_month
where ($unit is null or unit_code = $unit)
  and ($month is null or month = cast($month as date))
order by unit_code, month`,
    { unit: optional('text'), month: optional('month') },
  ),
  namedQuery(
    'decision',
    `select
  unit_code,
  month,
  regime,
  tier,
  score,
  band_low,
  band_high,
  held,
  regime_since,
  policy_version,
  snapshot_id,
  published_at
from marts.decision
where ($unit is null or unit_code = $unit)
  and ($month is null or month = cast($month as date))
order by unit_code, month`,
    { unit: optional('text'), month: optional('month') },
  ),
  namedQuery(
    'decision_reason',
    `select
  unit_code,
  month,
  cast(ordinal as integer) as ordinal,
  reason_kind,
  indicator_group,
  indicator,
  value,
  points,
  maximum_points,
  cast(evidence_count as integer) as evidence_count,
  reason_zh,
  reason_en,
  change_zh,
  change_en
from marts.decision_reason
where ($unit is null or unit_code = $unit)
  and ($month is null or month = cast($month as date))
order by unit_code, month, ordinal`,
    { unit: optional('text'), month: optional('month') },
  ),
  namedQuery(
    'evidence',
    `select
  unit_code,
  month,
  indicator,
  evidence_date,
  title_zh,
  title_en,
  detail,
  severity,
  status,
  file_id,
  sheet,
  cast(row_number as integer) as row_number
from marts.evidence
where unit_code = $unit
  and month = cast($month as date)
  and ($indicator is null or indicator = $indicator)
order by indicator, evidence_date desc nulls last, file_id, sheet, row_number`,
    { unit: required('text'), month: required('month'), indicator: optional('text') },
  ),
];
