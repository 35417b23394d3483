import type { DuckDBConnection } from '@duckdb/node-api';
import { fitWeights, probability } from '../history/regression.ts';
import { numbers, readColumns } from './columns.ts';
import { historyFeatures, type HistoryFeatures } from './history-features.ts';

/** A fitted baseline: log-odds = intercept + Σ weight × (feature − mean) ÷ deviation. */
export interface Logistic {
  readonly intercept: number;
  readonly weights: readonly number[];
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

// Each visit known at an origin, as it was known then, with the record of its unit a month before it.
const TRAINING = `
  select o.month_index as origin, k.serious, p.visits, p.serious_visits, p.days_since_last, p.last_points as own_last_points,
    p.ewma_points
  from features.known_visit k
  join features.month_rule o on o.month = k.month
  join features.month_rule m on m.month_index = k.visit_index - 1
  join features.past_visit p on p.unit_code = k.unit_code and p.month = m.month
  where o.month_index in (select unnest($1::integer[]))
  order by origin, k.unit_code, k.visit_date, k.inspection_number`;

/** Events, and visits without, below which a logistic regression says no more than the rate. */
const FEWEST = 5;

/**
 * Fits the logistic baseline at each origin from the visits known then. Ridge of 1 on standardised features, so
 * that a fit always exists.
 * @param origins months, counted from January 2000
 * @returns one fit an origin: the rate alone where there are fewer than five events or five visits without
 */
export async function fitLogistics(
  connection: DuckDBConnection,
  origins: readonly number[],
): Promise<Logistic[]> {
  const { columns } = await readColumns(connection, TRAINING, [`[${origins.join(', ')}]`]);
  const serious = numbers(columns['serious']);
  const { x, columns: width } = historyFeatures(columns);
  const origin = numbers(columns['origin']);
  return origins.map((month) => {
    const [from, to] = [origin.indexOf(month), origin.lastIndexOf(month) + 1];
    return from < 0
      ? fit(new Float64Array(), { rows: 0, columns: width, x: new Float64Array() })
      : fit(serious.subarray(from, to), {
          rows: to - from,
          columns: width,
          x: x.subarray(from * width, to * width),
        });
  });
}

function fit(y: Float64Array, features: HistoryFeatures): Logistic {
  const events = y.reduce((sum, one) => sum + one, 0);
  const [mean, deviation] = moments(features);
  if (events < FEWEST || y.length - events < FEWEST) {
    // Half an event and half a visit without, so that the rate is never quite 0 or 1.
    const intercept = Math.log((events + 0.5) / (y.length - events + 0.5));
    return { intercept, weights: mean.map(() => 0), mean, deviation };
  }
  const { intercept, weights } = fitWeights(
    'logistic',
    {
      x: features.x.map((value, at) => {
        const column = at % features.columns;
        return (value - (mean[column] ?? 0)) / (deviation[column] ?? 1);
      }),
      columns: features.columns,
      y,
      offset: new Float64Array(y.length),
    },
    { centre: mean.map(() => 0), free: mean.map(() => true), ridge: 1 },
  );
  return { intercept, weights, mean, deviation };
}

/** The probability that a fit says of a row of features. */
export function logisticProbability(
  { intercept, weights, mean, deviation }: Logistic,
  { x, columns }: HistoryFeatures,
  row: number,
): number {
  let odds = intercept;
  weights.forEach((weight, column) => {
    const value = x[row * columns + column] ?? 0;
    odds += (weight * (value - (mean[column] ?? 0))) / (deviation[column] ?? 1);
  });
  return probability(odds);
}

function moments({ x, columns, rows }: HistoryFeatures): [mean: number[], deviation: number[]] {
  const sum = new Array<number>(columns).fill(0);
  const squares = new Array<number>(columns).fill(0);
  x.forEach((value, at) => (sum[at % columns] = (sum[at % columns] ?? 0) + value));
  const mean = sum.map((total) => (rows > 0 ? total / rows : 0));
  x.forEach((value, at) => {
    const column = at % columns;
    squares[column] = (squares[column] ?? 0) + (value - (mean[column] ?? 0)) ** 2;
  });
  return [mean, squares.map((total) => Math.sqrt(total / Math.max(1, rows)) || 1)];
}
