import { text, type Text } from '../../contracts/index.ts';
import { optional, type NamedQuery } from '../named-query.ts';

/** A table of the policy as it is, of one version or of all. */
const table = (name: string, title: Text, relation: string, order: string): NamedQuery => ({
  name,
  title,
  source: relation,
  parameters: { version: optional('text') },
  sql: `select *
from ${relation}
where $version is null or policy_version = $version
order by policy_version, ${order}`,
});

/** The numbers of the policy that the rules in force are told by, and what became of them. */
export const policyQueries: readonly NamedQuery[] = [
  table('policy_exposure', text('固有风险记分', 'Points of exposures'), 'policy.exposure', 'fact'),
  table(
    'policy_drill',
    text('演练要求', 'Drills required'),
    'policy.drill_requirement',
    'every_months, kind',
  ),
  table('policy_hold', text('维持情形', 'Causes of a hold'), 'policy.hold', 'ordinal'),
  table(
    'policy_holiday',
    text('假期月份', 'Holiday months'),
    'policy.holiday_month',
    'month_number',
  ),
  table('policy_return', text('报送要求', 'Returns due'), 'policy.due_day', 'dataset, kind'),
  table(
    'policy_severity',
    text('问题记分', 'Points of findings'),
    'policy.severity_points',
    'points',
  ),
  table(
    'policy_accident',
    text('事故记分', 'Points of accidents'),
    'policy.accident_level',
    'points',
  ),
  table('policy_signal', text('核实信号', 'Signals to verify'), 'policy.signal', 'ordinal'),
  table(
    'policy_signal_off',
    text('停用的核实信号', 'Signals that are off'),
    'policy.signal_off',
    'ordinal',
  ),
  table('policy_setting', text('其他数', 'Other numbers'), 'policy.setting', 'policy_version'),
  {
    name: 'history_model',
    title: text('历史模型现状', 'Standing of the history model'),
    source: 'features.expected_finding',
    // The figures are of the whole district: who sees a part of it is told the standing alone.
    sql: `select
  standing.month,
  standing.fitted_from,
  standing.model_status,
  standing.trusted,
  standing.standing,
  standing.by_quarters,
  parameter.prior_because,
  parameter.windows,
  parameter.window_days,
  parameter.predictions,
  parameter.events,
  parameter.lift,
  parameter.lift_low,
  parameter.lift_high
from (
  select distinct
    month,
    fitted_from,
    model_status,
    trusted,
    standing,
    by_quarters
  from features.expected_finding
  where month = (select as_of_month from policy.build)
) as standing
left join history.parameter as parameter
  on parameter.fitted_from = standing.fitted_from
order by standing.month`,
  },
  {
    name: 'bunching',
    title: text('分数线附近的聚集', 'Heaps at the cuts'),
    source: 'marts.bunching',
    sql: `select *
from marts.bunching
order by cut_kind desc, cut desc`,
  },
  {
    name: 'decision_change',
    title: text('决定的变化', 'Changes of decisions'),
    source: 'marts.decision_change',
    parameters: { unit: optional('text'), month: optional('month') },
    dictionary: ['unit_code', 'part_kind', 'indicator_group', 'indicator', 'direction'],
    sql: `select
  unit_code,
  month,
  previous_month,
  ordinal,
  part_kind,
  indicator_group,
  indicator,
  direction,
  value_before,
  value,
  points_before,
  points,
  cast(points_change as double) as points_change
from marts.decision_change
where ($unit is null or unit_code = $unit)
  and ($month is null or month = cast($month as date))
order by unit_code, month, ordinal`,
  },
];
