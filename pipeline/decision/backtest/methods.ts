import { text, type Text } from '../../contracts/index.ts';

/** A way of saying which units come first. */
export interface Method {
  readonly method: MethodName;
  readonly label: Text;
  /** How it works, in a sentence or two. */
  readonly description: Text;
  /** Where it comes from. */
  readonly source: string;
  /** Whether it is held against the product's own two. */
  readonly isBaseline: boolean;
  /** Whether it says a probability, and so can be calibrated. */
  readonly saysProbability: boolean;
}

export type MethodName =
  | 'history'
  | 'score'
  | 'logistic'
  | 'ewma'
  | 'last_points'
  | 'annex5'
  | 'lec'
  | 'iram'
  | 'time_since_last'
  | 'random';

const baseline = (
  method: MethodName,
  label: Text,
  description: Text,
  source: string,
  saysProbability = false,
): Method => ({ method, label, description, source, isBaseline: true, saysProbability });

/** The methods of every backtest: ours, then the simple ones (models/scores/baseline.sql), then the lot. */
export const methods: readonly Method[] = [
  {
    method: 'history',
    label: text('历史模型', 'History model'),
    description: text(
      '由历次检查推算下次检查查出严重问题的概率',
      'Probability that the next visit finds something serious, from all visits before',
    ),
    source: 'docs/history.md',
    isBaseline: false,
    saysProbability: false,
  },
  {
    method: 'score',
    label: text('风险总分', 'Whole score'),
    description: text(
      '评分规则各项指标得分之和',
      'Sum of the points of all indicators of the policy',
    ),
    source: 'docs/policy.md',
    isBaseline: false,
    saysProbability: false,
  },
  baseline(
    'logistic',
    text('逻辑回归', 'Logistic regression'),
    text(
      '以上次记分、加权记分、检查次数、间隔、过去严重率作普通逻辑回归，每个起点重新拟合',
      'Plain ridge logistic regression on last points, weighted points, visits, days since and past share of serious visits, fitted anew at each origin',
    ),
    'le Cessie & van Houwelingen 1992, Applied Statistics 41, 191–201',
    true,
  ),
  baseline(
    'ewma',
    text('指数加权记分', 'Weighted mean of points'),
    text(
      '历次检查记分的指数加权平均，最近一次占三成（α 0.3）',
      'Exponentially weighted mean of the points of past visits, the newest counting three tenths (α .3)',
    ),
    'Roberts 1959, Technometrics 1, 239–250',
  ),
  baseline(
    'last_points',
    text('上次记分', 'Last points'),
    text('最近一次检查的记分', 'Severity points of the last visit'),
    'field practice',
  ),
  baseline(
    'annex5',
    text('附件五式积分', 'Annex 5 points'),
    text(
      '活动种类、涉及人数、易感人群、合规情况、管理信任度积分相加',
      'Points for kind of activity, people at risk, vulnerable groups, compliance and confidence in management, added up',
    ),
    'UK Food Law Code of Practice, Annex 5 (food hygiene intervention rating)',
  ),
  baseline(
    'lec',
    text('LEC 法', 'LEC'),
    text('可能性 × 暴露频率 × 后果', 'Likelihood × exposure × consequence'),
    'Graham & Kinney 1976, Practical risk analysis for safety management, NWC TP 5865',
  ),
  baseline(
    'iram',
    text('最高项法（IRAM）', 'Highest rule (IRAM)'),
    text(
      '各项影响按管理表现增减一级，以最高者定级',
      'Each impact moved by the operator’s performance; the highest decides',
    ),
    'IMPEL easyTools, Risk Assessment Guidance Book, 2012',
  ),
  baseline(
    'time_since_last',
    text('距上次检查时间', 'Time since last visit'),
    text('最久未查者先查，从未查过者最先', 'Longest unvisited first, never visited before all'),
    'field practice',
  ),
  baseline(
    'random',
    text('随机抽取', 'Drawn by lot'),
    text('按固定种子抽签', 'A lot drawn with a fixed seed'),
    '双随机 (double-random inspection)',
  ),
];
