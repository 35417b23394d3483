import type { TableData } from '../contracts/table-data.ts';
import { text } from '../contracts/index.ts';
import { exposureLabels } from './exposure-labels.ts';
import { column, label, pair, table, type PolicyInForce } from './policy-table.ts';

/** The tables that say what facts, findings and accidents are worth, and who owes drills and returns. */
export const worthTables = (policies: readonly PolicyInForce[]): TableData[] => [
  table(
    'exposure',
    text('每个规则版本每项固有风险一行', 'One row per policy version and exposure'),
    [
      column('indicator', 'varchar', '指标', 'Indicator it counts in'),
      column('fact', 'varchar', '事实', 'Fact of the register'),
      column('points', 'double', '记分', 'Points of the fact, or weight of one person'),
      ...label,
    ],
    policies,
    ({ exposures }) =>
      exposures.map((item) => [
        item.indicator,
        item.fact,
        item.points,
        ...pair(exposureLabels[item.fact]),
      ]),
  ),
  table(
    'drill_requirement',
    text('每个规则版本每类单位一行', 'One row per policy version and kind that owes drills'),
    [
      column('kind', 'varchar', '单位类别', 'Kind of unit'),
      column('every_months', 'integer', '每几个月至少一次', 'Months of a period'),
      column('minimum_year', 'integer', '每学年最少次数', 'Least a school year'),
      column('extra_year', 'integer', '每学年另加次数', 'More a school year (n)'),
    ],
    policies,
    ({ drillRequirements }) =>
      drillRequirements.map((item) => [
        item.kind,
        item.everyMonths,
        item.minimumYear,
        item.extraYear,
      ]),
  ),
  table(
    'holiday_month',
    text('每个规则版本每个假期月份一行', 'One row per policy version and holiday month'),
    [column('month_number', 'integer', '月份（1–12）', 'Month of the year, 1 to 12')],
    policies,
    ({ holidayMonths }) => holidayMonths.map((month) => [month]),
  ),
  table(
    'due_day',
    text('每个规则版本每种报表每类单位一行', 'One row per policy version, return and kind'),
    [
      column('dataset', 'varchar', '报表', 'Return'),
      column('kind', 'varchar', '单位类别', 'Kind of unit that owes it'),
      column('day', 'integer', '当月截止日', 'Day of its month by which it is due'),
      column('reported_by', 'varchar', '由谁报送', 'Who hands it in: unit, parent or both'),
    ],
    policies,
    ({ returns }) =>
      returns.flatMap(({ dataset, kinds, dueDay, reportedBy }) =>
        kinds.map((kind) => [dataset, kind, dueDay, reportedBy]),
      ),
  ),
  table(
    'severity_points',
    text('每个规则版本每个严重程度一行', 'One row per policy version and severity'),
    [
      column('severity', 'varchar', '等级', 'Severity'),
      column('points', 'double', '记分', 'Points of a finding'),
    ],
    policies,
    ({ severityPoints }) => severityPoints.map((item) => [item.severity, item.points]),
  ),
  table(
    'accident_level',
    text('每个规则版本每个事故等级一行', 'One row per policy version and level of accident'),
    [
      column('accident_level', 'varchar', '事故等级', 'Level of accident'),
      column('points', 'double', '记分', 'Points of an accident'),
      column('gate', 'boolean', '触发否决项', 'Whether it closes the gate'),
    ],
    policies,
    ({ accidentLevels }) => accidentLevels.map((item) => [item.level, item.points, item.gate]),
  ),
];
