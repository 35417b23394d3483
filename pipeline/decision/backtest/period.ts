import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../../contracts/index.ts';

/** What a backtest was asked to do. */
export interface BacktestOptions {
  /** First and last origin, `YYYY-MM`; default all that have a year of visits before and a whole window after. */
  readonly from?: string;
  readonly to?: string;
  /** Months after an origin in which the next visit is awaited; default 3. */
  readonly window?: number;
  /** Bootstrap samples; default 400, or 100 where there are many visits. */
  readonly replicates?: number;
  readonly seed?: number;
}

/** The ends of months at which predictions are made, and what comes after. */
export interface Period {
  /** Months counted from January 2000, oldest first; windows do not overlap. */
  readonly origins: readonly number[];
  readonly window: number;
}

const WINDOW = 3;
const MOST_WINDOW = 24;

/** Months of visits that the first origin has before it unless `from` says otherwise. */
const MONTHS_BEFORE = 12;

/**
 * Lays origins back from the newest month, a window apart, so that every visit is judged at most once.
 * @returns no origins where there are no visits, or too few months of them
 * @throws Failure `month_invalid`, `window_invalid`
 */
export async function readPeriod(
  connection: DuckDBConnection,
  { from, to, window = WINDOW }: BacktestOptions,
): Promise<Period> {
  if (!Number.isInteger(window) || window < 1 || window > MOST_WINDOW)
    throw new Failure(
      'window_invalid',
      text(
        `窗口应为 1 到 ${MOST_WINDOW} 个月的整数：${window}`,
        `The window must be a whole number of months from 1 to ${MOST_WINDOW}, not ${window}`,
      ),
      { usage: true },
    );
  const [first, last] = [from, to].map((month) =>
    month === undefined ? undefined : monthIndex(month),
  );
  const reader = await connection.runAndReadAll(
    `select
       (select min(month_index) from features.month_rule),
       (select max(month_index) from features.month_rule),
       (select min(received_index) from features.visit)`,
  );
  const [firstMonth, newest, received] = (reader.getRows()[0] ?? []).map((value) =>
    value === null ? undefined : Number(value),
  );
  if (firstMonth === undefined || newest === undefined || received === undefined)
    return { origins: [], window };
  const earliest = Math.max(firstMonth, first ?? received + MONTHS_BEFORE - 1);
  const origins: number[] = [];
  for (
    let origin = Math.min(newest - window, last ?? Infinity);
    origin >= earliest;
    origin -= window
  )
    origins.unshift(origin);
  return { origins, window };
}

/** @throws Failure `month_invalid` */
function monthIndex(month: string): number {
  const [, year, number] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(month) ?? [];
  if (year === undefined)
    throw new Failure(
      'month_invalid',
      text(`月份应写作 YYYY-MM：${month}`, `Expected a month as YYYY-MM, not ${month}`),
      { usage: true },
    );
  return (Number(year) - 2000) * 12 + Number(number) - 1;
}

/** First day of a month as ISO text. */
export const firstDay = (index: number): string =>
  new Date(Date.UTC(2000, index, 1)).toISOString().slice(0, 10);

/** Last day of a month as ISO text. */
export const lastDay = (index: number): string =>
  new Date(Date.UTC(2000, index + 1, 0)).toISOString().slice(0, 10);
