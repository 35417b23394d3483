import { text, type Text } from '../../contracts/index.ts';

/** A figure of the backtest. */
export interface Measure {
  readonly metric: MetricName;
  readonly label: Text;
  /** What it says, for a reader without statistics. */
  readonly description: Text;
  /** Which value is best: as high as can be, as low, or exactly `ideal`. */
  readonly better: 'higher' | 'lower' | 'ideal';
  /** What chance, or a perfectly calibrated model, would show. */
  readonly reference: number | null;
  /** Whether the difference of two methods is reported. */
  readonly isCompared: boolean;
}

export type MetricName =
  | 'auc'
  | 'within_auc'
  | 'lift_10'
  | 'lift_20'
  | 'recall_10'
  | 'recall_20'
  | 'days_earlier'
  | 'days_earlier_within'
  | 'brier_skill'
  | 'calibration_error'
  | 'calibration_limit'
  | 'calibration_slope'
  | 'calibration_intercept'
  | 'top_stability'
  | 'tier_flip_rate';

const measure = (
  metric: MetricName,
  label: Text,
  description: Text,
  better: Measure['better'],
  reference: number | null,
  isCompared = false,
): Measure => ({ metric, label, description, better, reference, isCompared });

/** Every figure, in the order of the report. Formulas: `metrics/`. */
export const measures: readonly Measure[] = [
  measure(
    'auc',
    text('AUC', 'AUC'),
    text(
      '任取一个查出严重问题的和一个没有的，前者得分更高的机会；0.5 即无区别',
      'Chance that a visit with a serious finding was scored above one without; .5 = no better than a lot',
    ),
    'higher',
    0.5,
    true,
  ),
  measure(
    'within_auc',
    text('同组 AUC', 'AUC within inspectors'),
    text(
      '只在同一检查组查过的单位之间比较，排除“谁去查”的影响',
      'The same among visits of one team only, so that who goes where earns nothing',
    ),
    'higher',
    0.5,
    true,
  ),
  measure(
    'lift_10',
    text('前 10% 提升倍数', 'Lift at 10 %'),
    text(
      '先查得分最高的一成，查出的严重问题是随机查的几倍',
      'How many times as many serious findings the top tenth holds as a random tenth',
    ),
    'higher',
    1,
    true,
  ),
  measure(
    'lift_20',
    text('前 20% 提升倍数', 'Lift at 20 %'),
    text(
      '先查得分最高的两成，查出的严重问题是随机查的几倍',
      'How many times as many serious findings the top fifth holds as a random fifth',
    ),
    'higher',
    1,
    true,
  ),
  measure(
    'recall_10',
    text('前 10% 查出率', 'Recall at 10 %'),
    text('得分最高的一成里有多少严重问题', 'Share of all serious findings in the top tenth'),
    'higher',
    0.1,
  ),
  measure(
    'recall_20',
    text('前 20% 查出率', 'Recall at 20 %'),
    text('得分最高的两成里有多少严重问题', 'Share of all serious findings in the top fifth'),
    'higher',
    0.2,
  ),
  measure(
    'days_earlier',
    text('提前天数', 'Days earlier'),
    text(
      '检查日期不变、只按得分换顺序，严重问题平均提前几天查出',
      'With the dates of visits fixed and only the order changed, how many days earlier serious findings come',
    ),
    'higher',
    0,
    true,
  ),
  measure(
    'days_earlier_within',
    text('同组提前天数', 'Days earlier within inspectors'),
    text('同上，只在同一检查组内换顺序', 'The same, each team reordering its own visits only'),
    'higher',
    0,
    true,
  ),
  measure(
    'brier_skill',
    text('布赖尔技巧分', 'Brier skill'),
    text(
      '概率比“一律报平均率”准多少；0 即无增益',
      'How much closer the probabilities are than saying the rate each time; 0 = no gain',
    ),
    'higher',
    0,
    true,
  ),
  measure(
    'calibration_error',
    text('校准误差', 'Calibration error'),
    text(
      '十个等量分组里，所报概率与实际比例的平均差距',
      'Mean gap between probability said and share observed, over ten bins of equal count',
    ),
    'lower',
    0,
  ),
  measure(
    'calibration_limit',
    text('校准误差上限', 'Calibration error by chance'),
    text(
      '完全校准的模型在这么多检查上也会有的误差（第 95 百分位，模拟）',
      'What a perfectly calibrated model stays under 19 times of 20 at this size (simulated)',
    ),
    'lower',
    null,
  ),
  measure(
    'calibration_slope',
    text('校准斜率', 'Calibration slope'),
    text(
      '1 为恰当；小于 1 过于极端，大于 1 过于保守',
      '1 = right; below: too extreme, above: too timid',
    ),
    'ideal',
    1,
  ),
  measure(
    'calibration_intercept',
    text('校准截距', 'Calibration intercept'),
    text('0 为恰当；大于 0 概率报低了', '0 = right; above: probabilities are too low'),
    'ideal',
    0,
  ),
  measure(
    'top_stability',
    text('前 20% 稳定度', 'Stability of the top fifth'),
    text(
      '本月前 20% 的单位下月仍在其中的比例',
      'Of the top fifth of a month, the part still there a month later',
    ),
    'higher',
    null,
  ),
  measure(
    'tier_flip_rate',
    text('等级变动率', 'Tier changes'),
    text(
      '每月风险等级变动的单位比例',
      'Share of units whose tier changes from one month to the next',
    ),
    'lower',
    null,
  ),
];
