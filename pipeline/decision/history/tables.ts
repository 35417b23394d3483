import { text } from '../../contracts/index.ts';

const column = (name: string, type: string, zh: string, en: string) => ({
  name,
  type,
  label: text(zh, en),
});

const fittedFrom = column(
  'fitted_from',
  'date',
  '所用模型起始日',
  'First day of the half-year the fit is for: it looked at nothing from that day on',
);

/** The fits: one a half-year. The first columns are for reading, `fit` is the whole. */
export const parameterTable = {
  schema: 'history',
  table: 'parameter',
  comment: text(
    '历史模型每个半年一行：拟合结果',
    'One row per half-year: the fit of the history model',
  ),
  columns: [
    fittedFrom,
    column('status', 'varchar', '状态', 'fitted; prior where nothing could be fitted'),
    column(
      'prior_because',
      'varchar',
      '采用先验的原因',
      'Why the prior stands: too_few data, or no_convergence of the fit; null where fitted',
    ),
    column('visits', 'integer', '所用检查次数', 'Visits known before'),
    column('windows', 'integer', '预测的窗口数', 'Windows predicted, each from those before it'),
    column(
      'window_days',
      'integer',
      '窗口天数：182 为半年；半年数不够时为 91',
      'Days of a window: 182, half a year; 91 where half-years were too few',
    ),
    column('predictions', 'integer', '预测次数', 'First visits predicted'),
    column('events', 'integer', '其中严重的', 'Of them with the event'),
    column(
      'log_likelihood',
      'double',
      '每次预测的对数似然',
      'Log-likelihood of a prediction, mean',
    ),
    column('log_likelihood_of_rate', 'double', '只用总体比例时', 'The same of saying the rate'),
    column(
      'lift',
      'double',
      '前 20% 提升倍数（只按单位所见排序）',
      'Lift of the highest fifth, ranked by what units showed alone',
    ),
    column('lift_low', 'double', '提升倍数下限', 'Lower end of its 95 % interval'),
    column('lift_high', 'double', '提升倍数上限', 'Upper end of its 95 % interval'),
    column('dispersion', 'double', '离散倍数', 'Variance ÷ mean of points around the prediction'),
    column('fit', 'varchar', '全部参数（JSON）', 'The whole fit, as JSON'),
  ],
} as const;

/** What the fit of its half-year expects of each unit and month. */
export const expectationTable = {
  schema: 'history',
  table: 'expectation',
  comment: text(
    '每个单位每月一行：历史模型对下次检查的预期',
    'One row per unit and month: what the next visit is expected to find',
  ),
  columns: [
    column('unit_code', 'varchar', '单位代码', 'Unit code'),
    column('month', 'date', '月份', 'Month'),
    fittedFrom,
    column('visits', 'integer', '检查次数', 'Visits known'),
    column('weighted_visits', 'double', '折算检查次数', 'Visits, weighted by recency'),
    column(
      'class_mean',
      'double',
      '同类从未检查单位的预期',
      'Expected of one of its class never visited',
    ),
    column('expected', 'double', '预期记分', 'Expected severity points'),
    column('expected_low', 'double', '预期记分下限', 'Lower end of the band'),
    column('expected_high', 'double', '预期记分上限', 'Upper end of the band'),
    column('expected_if_clean', 'double', '再检查无问题后', 'After one more clean visit'),
    column('serious_probability', 'double', '查出严重问题的概率', 'Probability of a serious visit'),
    column(
      'above_probability',
      'double',
      '高于界限的概率',
      'Probability of a rate above the threshold',
    ),
    column(
      'above_probability_if_clean',
      'double',
      '再检查无问题后高于界限的概率',
      'The same after one more clean visit',
    ),
  ],
} as const;
