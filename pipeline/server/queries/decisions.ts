import { text } from '../../contracts/index.ts';
import { optional, required, type NamedQuery } from '../named-query.ts';

/** What Xiaoan decided about units, and why. */
export const decisionQueries: readonly NamedQuery[] = [
  {
    name: 'unit_month',
    title: text('单位月度情况', 'Units by month'),
    source: 'marts.unit_month',
    parameters: { month: optional('month') },
    dictionary: ['unit_code', 'tier', 'regime', 'previous_tier', 'previous_regime', 'main_reason'],
    sql: `select
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
  cast(drills_met as integer) as drills_met,
  cast(drills_held as integer) as drills_held,
  cast(inspections as integer) as inspections,
  cast(findings as integer) as findings,
  cast(major_findings as integer) as major_findings,
  cast(accidents as integer) as accidents
from marts.unit_month
where $month is null or month = cast($month as date)
order by unit_code, month`,
  },
  {
    name: 'unit_indicator',
    title: text('单位指标', 'Indicators of units'),
    source: 'marts.unit_month',
    parameters: { unit: optional('text'), month: optional('month') },
    dictionary: [
      'unit_code',
      'unit_name',
      'kind',
      'ownership',
      'area',
      'parent_code',
      'tier',
      'regime',
      'previous_tier',
      'previous_regime',
      'main_reason',
    ],
    sql: `select *
from marts.unit_month
where ($unit is null or unit_code = $unit)
  and ($month is null or month = cast($month as date))
order by unit_code, month`,
  },
  {
    name: 'decision',
    title: text('监管决定', 'Decisions'),
    source: 'marts.decision',
    parameters: { unit: optional('text'), month: optional('month') },
    dictionary: ['unit_code', 'regime', 'tier', 'policy_version', 'snapshot_id'],
    sql: `select
  unit_code,
  month,
  regime,
  tier,
  score,
  band_low,
  band_high,
  held,
  regime_since,
  responsibility_points,
  hazard_points,
  gates,
  serious_probability,
  history_verdict,
  policy_version,
  snapshot_id,
  published_at,
  program
from marts.decision
where ($unit is null or unit_code = $unit)
  and ($month is null or month = cast($month as date))
order by unit_code, month`,
  },
  {
    name: 'decision_anew',
    title: text('现程序重算', 'Decisions anew by the present program'),
    source: 'marts.decision_anew',
    parameters: { unit: optional('text'), month: optional('month') },
    dictionary: ['unit_code', 'regime', 'tier'],
    sql: `select *
from marts.decision_anew
where ($unit is null or unit_code = $unit)
  and ($month is null or month = cast($month as date))
order by unit_code, month`,
  },
  {
    name: 'month_program',
    title: text('各月所用程序', 'Programs by month'),
    source: 'marts.month_program',
    parameters: { month: optional('month') },
    sql: `select *
from marts.month_program
where $month is null or month = cast($month as date)
order by month, program`,
  },
  {
    name: 'decision_reason',
    title: text('决定理由', 'Reasons of decisions'),
    source: 'marts.decision_reason',
    parameters: { unit: optional('text'), month: optional('month') },
    dictionary: ['unit_code', 'reason_kind', 'indicator_group', 'indicator'],
    sql: `select
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
  change_en,
  is_counted
from marts.decision_reason
where ($unit is null or unit_code = $unit)
  and ($month is null or month = cast($month as date))
order by unit_code, month, ordinal`,
  },
  {
    name: 'evidence',
    title: text('依据', 'Evidence'),
    source: 'marts.evidence',
    parameters: { unit: required('text'), month: required('month'), indicator: optional('text') },
    sql: `select
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
order by indicator, evidence_date desc nulls last, file_id, sheet, row_number, title_zh, detail`,
  },
];
