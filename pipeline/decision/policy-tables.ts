import type { CellValue, TableData } from '../contracts/table-data.ts';
import { text, type Text } from '../contracts/index.ts';
import { exposureLabels } from './exposure-labels.ts';
import {
  indicatorGroupOf,
  lookbackOf,
  settingLabels,
  type IndicatorName,
  type Policy,
  type SettingName,
} from './policy.ts';

/** A policy with the months it is in force for: `from` included, `to` not. */
export interface PolicyInForce extends Policy {
  readonly appliesFrom: string;
  readonly appliesTo: string;
}

type Columns = TableData['columns'];

const column = (name: string, type: string, zh: string, en: string): Columns[number] => ({
  name,
  type,
  label: text(zh, en),
});
const both = (name: string, zh: string, en: string): Columns => [
  column(`${name}_zh`, 'varchar', `${zh}（中文）`, `${en}, in Chinese`),
  column(`${name}_en`, 'varchar', `${zh}（英文）`, `${en}, in English`),
];
const ordinal = column('ordinal', 'integer', '序号', 'Order');
const source = column('source_rule', 'varchar', '依据', 'Rules of the field it serves');
const label = both('label', '名称', 'Label');
const reason = both('reason', '理由模板', 'Template of the reason');
const change = both('change', '改善模板', 'Template of what would change it');
const pair = ({ zh, en }: Text): string[] => [zh, en];

/** One table of schema `policy`; every row begins with its policy version. */
function table(
  name: string,
  comment: Text,
  columns: Columns,
  policies: readonly PolicyInForce[],
  rows: (policy: PolicyInForce) => readonly (readonly CellValue[])[],
): TableData {
  return {
    schema: 'policy',
    table: name,
    comment,
    columns: [column('policy_version', 'varchar', '规则版本', 'Policy version'), ...columns],
    rows: policies.flatMap((policy) => rows(policy).map((row) => [policy.version, ...row])),
  };
}

/** The tables of schema `policy`: a score is a join with them. */
export function policyTables(policies: readonly PolicyInForce[]): TableData[] {
  return [
    table(
      'version',
      text('每个规则版本一行', 'One row per policy version'),
      [
        column('effective_from', 'date', '生效日期', 'Effective from'),
        column('applies_from', 'date', '适用起始月（含）', 'First day it applies to'),
        column('applies_to', 'date', '适用截止（不含）', 'First day it no longer applies to'),
        ...both('title', '标题', 'Title'),
        column('file', 'varchar', '文件', 'File'),
        column('published_by', 'varchar', '发布人', 'Published by'),
        column('published_at', 'varchar', '发布时间', 'Published at'),
        column('note', 'varchar', '发布说明', 'Why it was published'),
      ],
      policies,
      (policy) => [
        [
          policy.effectiveFrom,
          policy.appliesFrom,
          policy.appliesTo,
          ...pair(policy.title),
          policy.file,
          policy.published?.by ?? null,
          policy.published?.at ?? null,
          policy.published?.note ?? null,
        ],
      ],
    ),
    table(
      'indicator_group',
      text('每个规则版本每个指标组一行', 'One row per policy version and group of indicators'),
      [column('indicator_group', 'varchar', '指标组', 'Group of indicators'), ordinal, ...label],
      policies,
      ({ groups }) => groups.map((item, index) => [item.group, index + 1, ...pair(item.label)]),
    ),
    table(
      'indicator',
      text('每个规则版本每个指标一行', 'One row per policy version and indicator'),
      [
        column('indicator', 'varchar', '指标', 'Indicator'),
        column('indicator_group', 'varchar', '指标组', 'Group of indicators'),
        ordinal,
        ...label,
        ...both('unit', '单位', 'Unit of measure'),
        column('cap', 'double', '上限', 'Value from which the points are full'),
        column('weight', 'double', '权重', 'Weight: most points possible'),
        column('lookback_months', 'integer', '回看月数', 'Look-back, months'),
        ...reason,
        ...change,
        source,
      ],
      policies,
      ({ indicators, settings }) =>
        indicators.map((item, index) => [
          item.indicator,
          indicatorGroupOf[item.indicator],
          index + 1,
          ...pair(item.label),
          ...pair(item.unit),
          item.cap,
          item.weight,
          lookbackMonths(item.indicator, settings),
          ...pair(item.reason),
          ...pair(item.change),
          item.source,
        ]),
    ),
    table(
      'gate',
      text('每个规则版本每个否决项一行', 'One row per policy version and gate'),
      [
        column('gate', 'varchar', '否决项', 'Gate'),
        ordinal,
        ...label,
        column('lookback_months', 'integer', '回看月数', 'Look-back, months'),
        column('minimum_tier', 'varchar', '至少列为等级', 'Tier it lifts the unit to'),
        ...reason,
        ...change,
        source,
      ],
      policies,
      ({ gates }) =>
        gates.map((item, index) => [
          item.gate,
          index + 1,
          ...pair(item.label),
          item.lookbackMonths,
          item.minimumTier,
          ...pair(item.reason),
          ...pair(item.change),
          item.source,
        ]),
    ),
    table(
      'hold',
      text('每个规则版本每种维持情形一行', 'One row per policy version and cause of a hold'),
      [column('hold', 'varchar', '维持情形', 'Hold'), ordinal, ...label, ...reason, ...change],
      policies,
      ({ holds }) =>
        holds.map((item, index) => [
          item.hold,
          index + 1,
          ...pair(item.label),
          ...pair(item.reason),
          ...pair(item.change),
        ]),
    ),
    table(
      'tier',
      text('每个规则版本每个风险等级一行', 'One row per policy version and tier'),
      [
        column('tier', 'varchar', '风险等级', 'Tier'),
        column('ordinal', 'integer', '序号（1 为最高风险）', 'Order, 1 is the riskiest'),
        column('minimum_score', 'double', '最低分', 'Score from which it applies'),
        ...label,
      ],
      policies,
      ({ tiers }) =>
        tiers.map((item, index) => [item.tier, index + 1, item.minimumScore, ...pair(item.label)]),
    ),
    regimeTable(policies),
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
    signalTable(policies),
    settingTable(policies),
  ];
}

function lookbackMonths(indicator: IndicatorName, settings: Policy['settings']): number | null {
  const setting = lookbackOf[indicator];
  return setting ? settings[setting] : null;
}

const hysteresisLimits = [
  ['score', '得分', 'Score'],
  ['responsibility', '责任报送组得分', 'Points of the responsibility group'],
  ['hazard', '隐患整改组得分', 'Points of the hazard group'],
] as const;

const regimeTable = (policies: readonly PolicyInForce[]): TableData =>
  table(
    'regime',
    text('每个规则版本一行', 'One row per policy version'),
    [
      ...hysteresisLimits.flatMap(([name, zh, en]) => [
        column(`enter_${name}`, 'double', `${zh}进入线`, `${en} from which checks intensify`),
        column(`leave_${name}`, 'double', `${zh}退出线`, `${en} below which a month counts`),
      ]),
      column('months_to_leave', 'integer', '退出所需月数', 'Months in a row to leave'),
      column('tier_margin', 'double', '降级余量', 'Points below a cut to come down a tier'),
      column('full_checkup_visits', 'double', '全面体检每年次数', 'Visits a year, full check-up'),
      column(
        'intensified_visits',
        'double',
        '加密检查每年次数',
        'Visits a year, intensified checks',
      ),
      ...both('full_checkup', '全面体检名称', 'Label of the full check-up'),
      ...both('intensified', '加密检查名称', 'Label of intensified checks'),
    ],
    policies,
    ({ regime, tierMargin }) => [
      [
        ...hysteresisLimits.flatMap(([name]) => [regime[name].enter, regime[name].leave]),
        regime.monthsToLeave,
        tierMargin,
        regime.visitsAYear.full_checkup,
        regime.visitsAYear.intensified,
        ...pair(regime.labels.full_checkup),
        ...pair(regime.labels.intensified),
      ],
    ],
  );

const signalTable = (policies: readonly PolicyInForce[]): TableData =>
  table(
    'signal',
    text('每个规则版本每个核实信号一行', 'One row per policy version and signal to verify'),
    [
      column('signal', 'varchar', '核实信号', 'Signal'),
      ordinal,
      ...label,
      column('rate', 'double', '标明的误报率', 'Stated rate of false alarms'),
      column('months', 'integer', '回看月数', 'Look-back, months'),
      column('least', 'integer', '最少次数', 'Occasions below which it is not judged'),
      column(
        'dispersion',
        'double',
        '如实单位之间的最小差异',
        'Least dispersion among honest units',
      ),
      ...both('sentence', '说明模板', 'Template of the sentence'),
      ...both('verify', '核实办法', 'How to verify'),
      source,
    ],
    policies,
    ({ signals }) =>
      signals.map((item, index) => [
        item.signal,
        index + 1,
        ...pair(item.label),
        item.rate,
        item.months,
        item.least,
        item.dispersion,
        ...pair(item.sentence),
        ...pair(item.verify),
        item.source,
      ]),
  );

function settingTable(policies: readonly PolicyInForce[]): TableData {
  const names = Object.keys(settingLabels) as SettingName[];
  return table(
    'setting',
    text('每个规则版本一行：单列的数', 'One row per policy version: the numbers that stand alone'),
    names.map((name) => {
      const [zh, en] = settingLabels[name];
      return column(name, 'double', zh, en);
    }),
    policies,
    ({ settings }) => [names.map((name) => settings[name])],
  );
}
