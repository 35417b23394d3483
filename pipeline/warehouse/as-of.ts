import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text, wallClock } from '../contracts/index.ts';
import { emptyWarehouse } from './empty.ts';
import { modelsFolder } from './model-file.ts';

/** Months that any data speaks of; asked of the warehouse itself, before there is a snapshot to build. */
const TOLD_MONTH = readFileSync(join(modelsFolder, 'facts/told_month.sql'), 'utf8');

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
       left((max(month) filter (where month <= ($1 || '-01')::date))::varchar, 7)
     from (${TOLD_MONTH})`,
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
