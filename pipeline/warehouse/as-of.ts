import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text, wallClock } from '../contracts/index.ts';
import { emptyWarehouse } from './empty.ts';

/** Months that any data speaks of, and the first by whose end it had come, as `facts.month` counts them. */
const MONTHS = `
  select date_trunc('month', day)::date as month,
    date_trunc('month', case when received_at < day then day else received_at end)::date as known_month
  from (
    select report_month as day, received_at from intake.hazard
    union all select report_month, received_at from intake.hazard_return
    union all select report_month, received_at from intake.drill
    union all select inspection_date, received_at from intake.inspection
  )`;

/**
 * The newest month to decide.
 * @param wanted `YYYY-MM`, or undefined for the newest month of any return or inspection received that is
 *   not beyond the current month
 * @param now the wall clock
 * @returns `YYYY-MM`
 * @throws Failure `warehouse_empty` where there is no unit; `as_of_invalid` where the month wanted is none,
 *   lies in the future or before anything had come
 */
export async function resolveAsOf(
  connection: DuckDBConnection,
  wanted: string | undefined,
  now: Date,
): Promise<string> {
  const current = wallClock(now).slice(0, 7);
  const reader = await connection.runAndReadAll(
    `select (select count(*) from intake.unit),
       left((min(known_month) filter (where known_month <= ($1 || '-01')::date))::varchar, 7),
       left(max(month)::varchar, 7)
     from (${MONTHS}) where month <= ($1 || '-01')::date`,
    [current],
  );
  const [units, first, last] = reader.getRows()[0] ?? [];
  if (Number(units) === 0) throw emptyWarehouse();
  if (wanted === undefined) return typeof last === 'string' ? last : current;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(wanted))
    throw invalid(`“${wanted}”不是月份`, `“${wanted}” is no month`, { usage: true });
  if (wanted > current) throw invalid(`${wanted} 尚未到来`, `${wanted} has not come yet`);
  if (typeof first === 'string' && wanted < first)
    throw invalid(`数据从 ${first} 开始`, `the data begin in ${first}`);
  return wanted;
}

const invalid = (zh: string, en: string, options: { usage?: boolean } = {}): Failure =>
  new Failure('as_of_invalid', text(`--as-of 有误：${zh}`, `--as-of is wrong: ${en}`), {
    ...options,
    hint: text('应写作 YYYY-MM，例如 2025-10', 'Write YYYY-MM, such as 2025-10'),
  });
