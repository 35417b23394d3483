import type { DuckDBConnection } from '@duckdb/node-api';
import { bootstrapUnits, liftAt, percentileInterval, rank } from '../backtest/metrics/index.ts';

/** A figure with its 95 % interval. */
interface Measured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How many times more often than by chance the top fifth of visits by score found something serious. */
export interface LiftChange {
  readonly before: Measured;
  readonly after: Measured;
  /** After less before, over the same draws of units. */
  readonly difference: Measured;
  readonly visits: number;
  readonly events: number;
}

const SHARE = 0.2;
const REPLICATES = 400;
const SEED = 20260101;

/** Below these an interval says nothing. */
const LEAST_VISITS = 40;
const LEAST_EVENTS = 8;

/**
 * Lift of the scores before and under a draft, over the visits of the months in which the draft was tried:
 * each visit is scored by the month before it, so by nothing that was learned from it.
 * @param catalog where `scores.point` of either side is
 * @param from first month scored under the draft, `YYYY-MM`
 * @param to last month of visits, `YYYY-MM`
 * @returns null where there are too few visits or too few of them found something serious
 */
export async function liftOf(
  connection: DuckDBConnection,
  catalog: { readonly before: string; readonly after: string },
  from: string,
  to: string,
): Promise<LiftChange | null> {
  const reader = await connection.runAndReadAll(
    `select dense_rank() over (order by v.unit_code) - 1 as unit, v.serious::integer,
       b.score, a.score
     from snapshot.features.visit v
     join ${catalog.after}.scores.point a
       on a.unit_code = v.unit_code
       and a.month = (date_trunc('month', v.visit_date) - interval 1 month)::date
     join ${catalog.before}.scores.point b on b.unit_code = a.unit_code and b.month = a.month
     where a.month >= $1::date and v.visit_date < $2::date + interval 1 month
     order by v.inspection_number`,
    [`${from}-01`, `${to}-01`],
  );
  const rows = reader.getRows();
  const column = (index: number) => Float64Array.from(rows, (row) => Number(row[index]));
  const unit = Uint32Array.from(column(0));
  const event = column(1);
  const events = event.reduce((sum, each) => sum + each, 0);
  if (rows.length < LEAST_VISITS || events < LEAST_EVENTS || events === rows.length) return null;
  const before = rank(column(2));
  const after = rank(column(3));
  const draws = bootstrapUnits(
    unit,
    (weights) => {
      const [one, other] = [before, after].map((each) => liftAt(each, event, SHARE, weights));
      return [one ?? NaN, other ?? NaN, (other ?? NaN) - (one ?? NaN)];
    },
    { replicates: REPLICATES, seed: SEED },
  );
  const [valueBefore, valueAfter] = [before, after].map((each) => liftAt(each, event, SHARE));
  const measured = (value: number, index: number): Measured => ({
    value,
    ...percentileInterval(draws[index] ?? new Float64Array()),
  });
  return {
    before: measured(valueBefore ?? NaN, 0),
    after: measured(valueAfter ?? NaN, 1),
    difference: measured((valueAfter ?? NaN) - (valueBefore ?? NaN), 2),
    visits: rows.length,
    events,
  };
}
