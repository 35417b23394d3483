import { text } from '../../contracts/index.ts';
import type { NamedQuery } from '../named-query.ts';

/** The names of method and figure beside each row, so that a file read elsewhere explains itself. */
const named = `
  method.label_zh as method_zh,
  method.label_en as method_en,
  measure.label_zh as metric_zh,
  measure.label_en as metric_en,`;

/** How well the scores foretold what inspectors found. */
export const backtestQueries: readonly NamedQuery[] = [
  {
    name: 'backtest_run',
    title: text('回测概况', 'Backtest'),
    source: 'backtest.run',
    sql: `select
  status,
  window_from,
  window_to,
  window_months,
  origins,
  units,
  visits,
  events,
  replicates
from backtest.run`,
  },
  {
    name: 'backtest_metric',
    title: text('回测度量', 'Figures of the backtest'),
    source: 'backtest.metric',
    sql: `select
  metric.scope,
  metric.window_from,
  metric.window_to,
  metric.method,
  metric.metric,${named}
  metric.value,
  metric.low,
  metric.high,
  metric.units,
  metric.visits,
  metric.events
from backtest.metric metric
join backtest.method method on method.method = metric.method
join backtest.measure measure on measure.metric = metric.metric
order by metric.scope, metric.window_from, method.ordinal, measure.ordinal`,
  },
  {
    name: 'backtest_difference',
    title: text('方法之差', 'Differences of methods'),
    source: 'backtest.difference',
    sql: `select
  difference.method,
  difference.baseline,
  difference.metric,${named}
  baseline.label_zh as baseline_zh,
  baseline.label_en as baseline_en,
  difference.value,
  difference.low,
  difference.high
from backtest.difference difference
join backtest.method method on method.method = difference.method
join backtest.method baseline on baseline.method = difference.baseline
join backtest.measure measure on measure.metric = difference.metric
order by method.ordinal, baseline.ordinal, measure.ordinal`,
  },
  {
    name: 'backtest_calibration',
    title: text('概率校准', 'Calibration'),
    source: 'backtest.calibration',
    sql: `select
  calibration.method,
  method.label_zh as method_zh,
  method.label_en as method_en,
  calibration.bin,
  calibration.predicted,
  calibration.observed,
  calibration.low,
  calibration.high,
  calibration.visits
from backtest.calibration calibration
join backtest.method method on method.method = calibration.method
order by method.ordinal, calibration.bin`,
  },
  {
    name: 'backtest_lift_curve',
    title: text('提升曲线', 'Lift curve'),
    source: 'backtest.lift_curve',
    sql: `select
  curve.method,
  method.label_zh as method_zh,
  method.label_en as method_en,
  curve.share,
  curve.recall
from backtest.lift_curve curve
join backtest.method method on method.method = curve.method
order by method.ordinal, curve.share`,
  },
  {
    name: 'backtest_group_gap',
    title: text('分组差距', 'Gaps between groups'),
    source: 'backtest.group_gap',
    sql: `select
  gap.grouping,
  gap.group_value,
  gap.method,
  method.label_zh as method_zh,
  method.label_en as method_en,
  gap.metric,
  gap.value,
  gap.low,
  gap.high,
  gap.gap,
  gap.gap_low,
  gap.gap_high,
  gap.units,
  gap.visits,
  gap.events
from backtest.group_gap gap
left join backtest.method method on method.method = gap.method
order by gap.grouping, gap.group_value, method.ordinal, gap.metric`,
  },
  {
    name: 'backtest_method',
    title: text('对照方法', 'Methods'),
    source: 'backtest.method',
    sql: `select *
from backtest.method
order by ordinal`,
  },
  {
    name: 'backtest_measure',
    title: text('度量说明', 'What the figures say'),
    source: 'backtest.measure',
    sql: `select *
from backtest.measure
order by ordinal`,
  },
];
