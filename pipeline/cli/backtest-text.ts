import type { Locale, Text } from '../contracts/index.ts';
import {
  measures,
  methods,
  type Backtest,
  type MethodName,
  type MetricName,
} from '../decision/index.ts';
import { backtestWords, groupWord, type BacktestWords } from './backtest-words.ts';
import { textTable } from './text-table.ts';

/** A figure with its interval. */
interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * Lays a backtest out for a terminal: what was judged, the methods beside each other, their differences, the
 * windows one by one, groups of units, and what it means.
 * @returns lines with a newline after each
 */
export function backtestText(found: Backtest, locale: Locale): string {
  const words = backtestWords[locale];
  if (found.metrics.length === 0) return `${words.nothing[found.status]}\n`;
  return [
    `${words.heading(found)}\n${words.how(found)}\n`,
    section(words.ranking, rankingTable(found, locale, words)),
    section(words.probability, probabilityTable(found, locale, words)),
    section(words.differences, differenceTable(found, locale, words)),
    section(words.windows, windowTable(found, locale, words)),
    section(words.groups, groupTable(found, locale, words)),
    `${meaning(found, locale, words).join('\n')}\n`,
  ]
    .filter(Boolean)
    .join('\n');
}

const section = (title: string, table: string): string => (table ? `${title}\n${table}` : '');

const number = (value: number | null, digits: number): string =>
  // A zero has no sign, on whichever side it was rounded.
  value === null ? '–' : value.toFixed(digits).replace(/^-(0\.?0*)$/, '$1');

/** 0.81 [0.73, 0.87] */
const withInterval = ({ value, low, high }: Figure, digits: number): string =>
  low === null || high === null
    ? number(value, digits)
    : `${number(value, digits)} [${number(low, digits)}, ${number(high, digits)}]`;

const digitsOf = (metric: MetricName): number => (metric.startsWith('days') ? 1 : 2);

const labelOf = (
  list: readonly { label: Text; metric?: string; method?: string }[],
  name: string,
  locale: Locale,
): string =>
  list.find(({ metric, method }) => metric === name || method === name)?.label[locale] ?? name;

function figure(found: Backtest, method: MethodName, metric: MetricName): Figure | undefined {
  return found.metrics.find(
    (row) => row.scope === 'all' && row.method === method && row.metric === metric,
  );
}

/** One row a method, one column a figure; methods that have none of them are left out. */
function methodTable(
  found: Backtest,
  metrics: readonly MetricName[],
  locale: Locale,
  words: BacktestWords,
): string {
  const rows = methods
    .filter(({ method }) => metrics.some((metric) => figure(found, method, metric)))
    .map(({ method, label }) => [
      label[locale],
      ...metrics.map((metric) => {
        const one = figure(found, method, metric);
        return one ? withInterval(one, digitsOf(metric)) : '';
      }),
    ]);
  const headers = [words.method, ...metrics.map((metric) => labelOf(measures, metric, locale))];
  return rows.length > 0 ? textTable(headers, rows, [false, ...metrics.map(() => true)]) : '';
}

const rankingTable = (found: Backtest, locale: Locale, words: BacktestWords): string =>
  methodTable(
    found,
    ['auc', 'within_auc', 'lift_10', 'lift_20', 'recall_20', 'days_earlier', 'days_earlier_within'],
    locale,
    words,
  ) +
  '\n' +
  methodTable(found, ['recall_10', 'top_stability', 'tier_flip_rate'], locale, words);

const probabilityTable = (found: Backtest, locale: Locale, words: BacktestWords): string =>
  methodTable(
    found,
    [
      'brier_skill',
      'calibration_error',
      'calibration_limit',
      'calibration_slope',
      'calibration_intercept',
    ],
    locale,
    words,
  );

function differenceTable(found: Backtest, locale: Locale, words: BacktestWords): string {
  const metrics = ['auc', 'within_auc', 'lift_20', 'days_earlier'] as const;
  const pairs = [...new Set(found.differences.map((row) => `${row.method} ${row.baseline}`))];
  const rows = pairs.map((pair) => {
    const [method = '', baseline = ''] = pair.split(' ');
    return [
      `${labelOf(methods, method, locale)} − ${labelOf(methods, baseline, locale)}`,
      ...metrics.map((metric) => {
        const row = found.differences.find(
          (one) => one.method === method && one.baseline === baseline && one.metric === metric,
        );
        return row ? withInterval(row, digitsOf(metric)) : '';
      }),
    ];
  });
  return textTable(
    [words.pair, ...metrics.map((metric) => labelOf(measures, metric, locale))],
    rows,
    [false, true, true, true, true],
  );
}

function windowTable(found: Backtest, locale: Locale, words: BacktestWords): string {
  const own = methods.filter(({ isBaseline }) => !isBaseline);
  const rows = found.metrics.filter(({ scope }) => scope === 'window');
  const windows = [...new Set(rows.map(({ from }) => from))];
  return textTable(
    [
      words.window,
      words.visits,
      words.events,
      ...own.flatMap(({ label }) => [`${label[locale]} AUC`, words.liftOf(label[locale])]),
    ],
    windows.map((from) => {
      const ofWindow = rows.filter((row) => row.from === from);
      const [any] = ofWindow;
      return [
        `${from} – ${any?.to ?? ''}`,
        String(any?.visits ?? 0),
        String(any?.events ?? 0),
        ...own.flatMap(({ method }) =>
          (['auc', 'lift_20'] as const).map((metric) => {
            const row = ofWindow.find((one) => one.method === method && one.metric === metric);
            return row ? withInterval(row, 2) : '';
          }),
        ),
      ];
    }),
    [false, true, true, true, true, true, true],
  );
}

function groupTable(found: Backtest, locale: Locale, words: BacktestWords): string {
  if (found.groups.length === 0) return '';
  const groups = [...new Set(found.groups.map((row) => `${row.grouping} ${row.group}`))];
  const rows = groups.map((name) => {
    const ofGroup = found.groups.filter((row) => `${row.grouping} ${row.group}` === name);
    const [any] = ofGroup;
    const of = (metric: string) =>
      ofGroup.find((row) => row.metric === metric && (row.method ?? 'score') === 'score');
    const percent = (one: Figure | undefined) =>
      one
        ? withInterval(
            {
              value: one.value === null ? null : one.value * 100,
              low: one.low === null ? null : one.low * 100,
              high: one.high === null ? null : one.high * 100,
            },
            0,
          )
        : '';
    return [
      groupWord(any?.grouping ?? '', any?.group ?? '', locale),
      String(any?.visits ?? 0),
      String(any?.events ?? 0),
      percent(of('event_rate')),
      percent(of('flagged_rate')),
      percent(of('recall_20')),
      percent(of('false_alarm_rate')),
      percent(of('false_alarm_rate')?.gap),
    ];
  });
  return textTable(words.groupHeaders, rows, [false, ...Array<boolean>(7).fill(true)]);
}

/** What it comes to, in sentences; the honest one where chance is not ruled out. */
function meaning(found: Backtest, locale: Locale, words: BacktestWords): string[] {
  if (found.status === 'few_events') return [words.few(found.events)];
  return methods
    .filter(({ isBaseline }) => !isBaseline)
    .flatMap(({ method, label }) => {
      const lift = figure(found, method, 'lift_20');
      if (!lift || lift.value === null || lift.low === null || lift.high === null) return [];
      const interval = [lift.value, lift.low, lift.high].map((one) => one.toFixed(1));
      return lift.low > 1
        ? [words.better(label[locale], interval, Math.round(lift.value * 20))]
        : [words.chance(label[locale], interval)];
    });
}
