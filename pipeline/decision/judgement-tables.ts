import type { TableData } from '../contracts/table-data.ts';
import { text } from '../contracts/index.ts';
import { indicatorGroupOf, lookbackOf, type IndicatorName, type Policy } from './policy.ts';
import {
  both,
  change,
  column,
  label,
  ordinal,
  pair,
  reason,
  source,
  table,
  type PolicyInForce,
} from './policy-table.ts';

/** The tables that say what units are judged by: indicators, gates, holds, tiers, regimes. */
export const judgementTables = (policies: readonly PolicyInForce[]): TableData[] => [
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
];

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
        column(`enter_${name}`, 'double', `${zh}进入线`, `${en} from which inspection intensifies`),
        column(`leave_${name}`, 'double', `${zh}退出线`, `${en} below which a month counts`),
      ]),
      column('months_to_leave', 'integer', '退出所需月数', 'Months in a row to leave'),
      column('tier_margin', 'double', '降级余量', 'Points below a cut to come down a tier'),
      column('full_checkup_visits', 'double', '全面体检每年次数', 'Visits a year, full check-up'),
      column(
        'intensified_visits',
        'double',
        '加密检查每年次数',
        'Visits a year, intensified inspection',
      ),
      ...both('full_checkup', '全面体检名称', 'Label of the full check-up'),
      ...both('intensified', '加密检查名称', 'Label of intensified inspection'),
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
