import type { DuckDBConnection, Json } from '@duckdb/node-api';
import { text, type Locale, type Text } from '../../contracts/index.ts';
import { namedQueries } from '../../server/queries/index.ts';

/** As on the page of plans, whose words a test holds these to; a model that is relied on needs none. */
const standings: Readonly<Record<string, Text>> = {
  prior: text(
    '历史模型尚未拟合：{from}以前查过两次以上的单位太少。查出严重问题的概率只按规则中的先验数粗估，不计入等级和监管方式，只供计划排序。',
    'The history model is not fitted yet: before {from} too few units had been visited a second time. Chances of something serious are rough estimates from the numbers of the policy; they count for no tier and no regime, and only order the visits of a plan.',
  ),
  prior_failed: text(
    '历史模型在{from}初未能拟合。查出严重问题的概率只按规则中的先验数粗估，不计入等级和监管方式，只供计划排序。',
    'The history model could not be fitted at the start of {from}. Chances of something serious are rough estimates from the numbers of the policy; they count for no tier and no regime, and only order the visits of a plan.',
  ),
  silent: text(
    '历史模型（{from}初拟合）尚未证明胜过随机抽取，不计入等级和监管方式，只供计划排序。',
    'The history model, fitted at the start of {from}, has not been shown to beat chance: it counts for no tier and no regime, and only orders the visits of a plan.',
  ),
  young: text(
    '历史模型（{from}初拟合）资历尚浅：记录不长，半年数不够，按季度检验。已计入等级和监管方式，每半年重新拟合。',
    'The history model, fitted at the start of {from}, is young: it has few half-years to be tried on, and was tried on quarters. It counts for tiers and regimes, and is fitted anew every half-year.',
  ),
};
const tried = text(
  '在 {windows} 个{window}的 {visits} 次检查（其中严重 {events} 次）上检验：排在前 20% 的检查查出的严重问题是随机抽取的 {lift} 倍（95% 区间 {low}–{high}）。',
  'Tried on {visits} visits ({window}: {windows}), {events} of them serious: the fifth ranked highest held {lift} times as many as a lot (95% interval {low}–{high}).',
);
const quarter = text('季度', 'quarters');
const half = text('半年', 'half-years');

/**
 * What the chances of a plan rest on, where that is little: the line of the page of plans, by the same query.
 * @param connection to a snapshot
 * @returns empty where the history model is relied on fully
 */
export async function modelLine(connection: DuckDBConnection, locale: Locale): Promise<string> {
  const query = namedQueries.get('history_model');
  if (!query) throw new RangeError('no query history_model');
  const [row] = (await connection.runAndReadAll(query.sql)).getRowObjectsJson();
  if (!row) return '';
  const standing =
    row['prior_because'] === 'no_convergence' ? 'prior_failed' : String(row['standing']);
  const words = standings[standing];
  if (!words) return '';
  const line = filled(words[locale], { from: monthOf(row['fitted_from'], locale) });
  if (row['standing'] === 'prior' || row['lift'] === null) return `${line}\n`;
  const number = new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-GB');
  const two = (value: Json | undefined): string => Number(value).toFixed(2);
  const proof = filled(tried[locale], {
    windows: String(row['windows']),
    window: (row['by_quarters'] === true ? quarter : half)[locale],
    visits: number.format(Number(row['predictions'])),
    events: number.format(Number(row['events'])),
    lift: two(row['lift']),
    low: two(row['lift_low']),
    high: two(row['lift_high']),
  });
  return `${line}${locale === 'zh' ? '' : ' '}${proof}\n`;
}

const filled = (words: string, values: Readonly<Record<string, string>>): string =>
  words.replace(/\{(\w+)\}/g, (hole, name: string) => values[name] ?? hole);

const monthOf = (date: Json | undefined, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en-GB', {
    year: 'numeric',
    month: locale === 'zh' ? 'long' : 'short',
    timeZone: 'UTC',
  }).format(new Date(`${String(date).slice(0, 7)}-01T00:00:00Z`));
