import { tableFromJSON, type Table } from 'apache-arrow';

type Row = Readonly<Record<string, unknown>>;

const methods = [
  { method: 'history', zh: '历史模型', en: 'History model', own: true },
  { method: 'score', zh: '风险总分', en: 'Whole score', own: true },
  { method: 'ewma', zh: '指数加权记分', en: 'Weighted mean', own: false },
  { method: 'random', zh: '随机抽取', en: 'Drawn by lot', own: false },
] as const;

const measures = [
  { metric: 'auc', en: 'AUC', reference: 0.5 },
  { metric: 'within_auc', en: 'AUC within inspectors', reference: 0.5 },
  { metric: 'lift_20', en: 'Lift at 20 %', reference: 1 },
  { metric: 'recall_20', en: 'Recall at 20 %', reference: 0.2 },
  { metric: 'days_earlier', en: 'Days earlier', reference: 0 },
  { metric: 'days_earlier_within', en: 'Days earlier within inspectors', reference: 0 },
  { metric: 'calibration_error', en: 'Calibration error', reference: 0 },
  { metric: 'calibration_limit', en: 'Calibration error by chance', reference: null },
  { metric: 'calibration_slope', en: 'Calibration slope', reference: 1 },
] as const;

type Figures = Readonly<Record<string, readonly [value: number, low: number, high: number]>>;

/** Lift of the history model includes 1; that of the whole score does not. */
const figures: Readonly<Record<string, Figures>> = {
  history: {
    auc: [0.62, 0.48, 0.74],
    lift_20: [1.4, 0.8, 2.1],
    recall_20: [0.28, 0.16, 0.42],
    calibration_error: [0.051, 0.051, 0.051],
    calibration_limit: [0.04, 0.04, 0.04],
    calibration_slope: [0.7, 0.4, 1],
  },
  score: {
    auc: [0.8, 0.7, 0.9],
    lift_20: [3.25, 2.5, 4],
    recall_20: [0.65, 0.5, 0.8],
    days_earlier: [21.3, 12, 28],
    days_earlier_within: [18.4, 9, 24],
  },
  ewma: { auc: [0.78, 0.7, 0.85], lift_20: [3, 2, 3.6] },
  random: { auc: [0.5, 0.4, 0.6], lift_20: [1, 0.4, 1.6] },
};

const nameOf = (name: string) => {
  const found = methods.find(({ method }) => method === name);
  return { method: name, method_zh: found?.zh ?? '', method_en: found?.en ?? '' };
};

const metric = (
  method: string,
  name: string,
  [value, low, high]: readonly number[],
  change: Row = {},
): Row => ({
  ...{ scope: 'all', window_from: '2025-11-01', window_to: '2026-10-31', ...nameOf(method) },
  ...{ metric: name, metric_zh: name, metric_en: measures.find((one) => one.metric === name)?.en },
  ...{ value, low, high, units: 300, visits: 1000, events: 60, ...change },
});

const windows = ['2025-11', '2026-02', '2026-05', '2026-08'].flatMap((month, at) =>
  ['history', 'score'].flatMap((method) => [
    metric(method, 'auc', [0.7 + at / 50, 0.5, 0.9], window(month)),
    metric(method, 'lift_20', [2 + at / 2, 0.5, 4.5], window(month)),
  ]),
);

function window(month: string): Row {
  return { scope: 'window', window_from: `${month}-01`, window_to: `${month}-28`, visits: 250 };
}

const gap = (
  grouping: string,
  group_value: string,
  method: string | null,
  name: string,
  [value, low, high]: readonly number[],
): Row => ({
  ...{ grouping, group_value, ...nameOf(method ?? ''), method, metric: name },
  ...{ value: 0.2, low: 0.1, high: 0.3, gap: value, gap_low: low, gap_high: high },
  ...{ units: 100, visits: 400, events: 20 },
});

const rowsOf: Readonly<Record<string, readonly Row[]>> = {
  code: [
    { list: 'ownership', code: 'public', label_zh: '公办', label_en: 'Public' },
    { list: 'ownership', code: 'private', label_zh: '民办', label_en: 'Private' },
  ],
  backtest_run: [
    {
      ...{ status: 'measured', window_from: '2025-11-01', window_to: '2026-10-31' },
      ...{ window_months: 3, origins: 4, units: 300, visits: 1000, events: 60, replicates: 400 },
    },
  ],
  backtest_metric: [
    ...Object.entries(figures).flatMap(([method, of]) =>
      Object.entries(of).map(([name, figure]) => metric(method, name, figure)),
    ),
    ...windows,
  ],
  backtest_difference: [
    ['history', 'score', -0.18],
    ['history', 'ewma', -0.16],
    ['history', 'random', 0.12],
    ['score', 'ewma', 0.02],
    ['score', 'random', 0.3],
  ].map(([method, baseline, value]) => ({
    ...nameOf(String(method)),
    ...{ baseline, baseline_zh: '', baseline_en: '', metric: 'auc' },
    ...{ metric_zh: 'AUC', metric_en: 'AUC' },
    ...{ value, low: Number(value) - 0.1, high: Number(value) + 0.1 },
  })),
  backtest_calibration: [1, 2, 3].map((bin) => ({
    ...nameOf('history'),
    ...{ bin, predicted: bin / 10, observed: bin / 9, low: bin / 12, high: bin / 6, visits: 333 },
  })),
  backtest_lift_curve: methods.flatMap(({ method }, place) =>
    [0, 0.2, 0.5, 1].map((share) => ({
      ...nameOf(method),
      ...{ share, recall: share ** (0.5 + place / 6) },
    })),
  ),
  backtest_group_gap: [
    gap('ownership', 'private', 'score', 'false_alarm_rate', [0.12, 0.04, 0.21]),
    gap('ownership', 'public', 'score', 'false_alarm_rate', [-0.12, -0.21, -0.04]),
    gap('size', 'small', 'score', 'false_alarm_rate', [0.01, -0.05, 0.07]),
    gap('ownership', 'private', null, 'event_rate', [0.02, -0.03, 0.07]),
    gap('ownership', 'private', 'history', 'false_alarm_rate', [0.02, -0.03, 0.07]),
  ],
  backtest_method: methods.map(({ method, zh, en, own }) => ({
    ...{ method, label_zh: zh, label_en: en, is_baseline: !own },
    ...{ description_zh: `${zh}怎样打分`, description_en: `How ${en} scores`, source: 'a book' },
  })),
  backtest_measure: measures.map(({ metric: name, en, reference }) => ({
    ...{ metric: name, label_zh: en, label_en: en, reference },
    ...{ description_zh: '含义', description_en: `What ${en} says` },
  })),
};

/** What the server would answer about a backtest. */
export const backtestDistrict: Readonly<Record<string, Table>> = Object.fromEntries(
  Object.entries(rowsOf).map(([name, rows]) => [
    name,
    tableFromJSON(rows as Record<string, unknown>[]),
  ]),
);

/** The same of a warehouse that has too little to judge by. */
export const nothingToJudge = (status: string): Readonly<Record<string, Table>> => ({
  ...backtestDistrict,
  backtest_run: tableFromJSON([
    {
      ...{ status, window_from: '', window_to: '', window_months: 3 },
      ...{ origins: 0, units: 0, visits: 0, events: 0, replicates: 400 },
    },
  ]),
  backtest_metric: (backtestDistrict['backtest_metric'] as Table).slice(0, 0),
});
