import { codeLists, type CodeListName, type Locale, type Text } from '../contracts/index.ts';
import type { Backtest, BacktestStatus } from '../decision/index.ts';

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)}%`;

const chinese = {
  nothing: {
    no_visits: '无法回测：没有可供评判的检查记录。',
    few_months: '无法回测：至少要有一年的检查记录在前、一个完整窗口在后。',
    no_events: '无法回测：窗口内的检查全都查出或全都没有查出严重问题，无从比较。',
    few_events: '',
    measured: '',
  } satisfies Record<BacktestStatus, string>,
  heading: ({ from, to, origins, window, visits, units, events }: Backtest) =>
    `回测 ${from} 至 ${to}：${origins} 个起点，窗口 ${window} 个月；${units} 个单位的 ${visits} 次检查，其中 ${events} 次查出严重问题（${percent(events, visits)}）`,
  how: ({ replicates, seed }: Backtest) =>
    `各方法只用起点前已收到的资料打分，以窗口内每个单位的首次检查评判。方括号为 95% 区间（按单位自助抽样 ${replicates} 次，种子 ${seed}）`,
  ranking: '排序',
  probability: '概率（校准误差以十个等量分组计）',
  differences: '两法之差（同一抽样，正数为前者好）',
  windows: '各窗口',
  groups: '分组公平（风险总分，%）',
  method: '方法',
  pair: '前者 − 后者',
  window: '窗口',
  visits: '检查',
  events: '严重',
  liftOf: (label: string) => `${label}提升`,
  groupHeaders: [
    '组',
    '检查',
    '严重',
    '严重率',
    '列入前 20%',
    '查出率',
    '误报率',
    '误报率与其余之差',
  ],
  few: (events: number) => `注意：严重问题只有 ${events} 次，区间很宽，不足以下结论。`,
  better: (label: string, [value, low, high]: readonly string[], found: number) =>
    `${label}：先查得分最高的两成，能查出 ${found}% 的严重问题，是随机检查的 ${value} 倍（${low}–${high}）。`,
  chance: (label: string, [value, low, high]: readonly string[]) =>
    `${label}：提升 ${value} 倍，区间 ${low}–${high} 含 1，不能断定好于随机；等级此时只应依据否决项和报送情况。`,
};

const english: typeof chinese = {
  nothing: {
    no_visits: 'No backtest: there are no visits to judge by.',
    few_months:
      'No backtest: it takes at least a year of visits before an origin and a whole window after it.',
    no_events:
      'No backtest: all visits of the windows found something serious, or none did, so there is nothing to compare.',
    few_events: '',
    measured: '',
  },
  heading: ({ from, to, origins, window, visits, units, events }) =>
    `Backtest ${from} to ${to}: ${origins} ${origins === 1 ? 'origin' : 'origins'}, windows of ${window} months; ${visits} visits to ${units} units, ${events} with a serious finding (${percent(events, visits)})`,
  how: ({ replicates, seed }) =>
    `Each method scores from what had been received by the origin; the first visit of each unit in the window judges. Brackets: 95 % intervals (bootstrap over units, ${replicates} samples, seed ${seed})`,
  ranking: 'Ranking',
  probability: 'Probabilities (calibration error over ten bins of equal count)',
  differences: 'Differences of two methods (same samples; above 0 the first is better)',
  windows: 'Window by window',
  groups: 'Groups (whole score, %)',
  method: 'Method',
  pair: 'First − second',
  window: 'Window',
  visits: 'Visits',
  events: 'Serious',
  liftOf: (label) => `${label} lift`,
  groupHeaders: [
    'Group',
    'Visits',
    'Serious',
    'Serious rate',
    'In top 20 %',
    'Recall',
    'False alarms',
    'False alarms, gap to others',
  ],
  few: (events) =>
    `Mind: only ${events} serious findings; the intervals are wide and settle nothing.`,
  better: (label, [value, low, high], found) =>
    `${label}: visiting the top fifth first finds ${found} % of the serious findings, ${value} times as many as a lot (${low}–${high}).`,
  chance: (label, [value, low, high]) =>
    `${label}: lift ${value}, interval ${low}–${high} includes 1: not shown to beat a lot. Tiers should then rest on gates and returns alone.`,
};

/** The sentences of `xiaoan backtest`. */
export const backtestWords: Record<Locale, typeof chinese> = { zh: chinese, en: english };
export type BacktestWords = typeof chinese;

const ownWords: Record<string, Text> = {
  rural: { zh: '乡镇', en: 'rural' },
  urban: { zh: '街道', en: 'urban' },
  large: { zh: '大（折算 1000 人以上）', en: 'large (1,000 weighted people or more)' },
  medium: { zh: '中（300–999 人）', en: 'medium (300–999)' },
  small: { zh: '小（不足 300 人）', en: 'small (under 300)' },
};

/** What a group of units is called. */
export function groupWord(grouping: string, group: string, locale: Locale): string {
  const list: CodeListName | undefined =
    grouping === 'kind' ? 'unit_kind' : grouping === 'ownership' ? 'ownership' : undefined;
  const label = list && codeLists[list].codes.find(({ code }) => code === group)?.label;
  return (label ?? ownWords[group])?.[locale] ?? group;
}
