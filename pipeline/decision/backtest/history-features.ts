import { numbers, type Columns } from './columns.ts';

/** Plain features of visits before, row by row. */
export interface HistoryFeatures {
  readonly rows: number;
  readonly columns: number;
  readonly x: Float64Array;
}

const COLUMNS = 6;

/**
 * The simple features of the logistic baseline: log points of the last visit, log weighted points, log visits,
 * share of them serious (of one more visit than there were), log days since the last, and whether there was none.
 * @param columns `own_last_points`, `ewma_points`, `visits`, `serious_visits`, `days_since_last`
 */
export function historyFeatures(columns: Columns): HistoryFeatures {
  const [last, ewma, visits, serious, days] = [
    'own_last_points',
    'ewma_points',
    'visits',
    'serious_visits',
    'days_since_last',
  ].map((name) => numbers(columns[name], 0));
  const rows = visits?.length ?? 0;
  const x = new Float64Array(rows * COLUMNS);
  for (let row = 0; row < rows; row++) {
    const count = visits?.[row] ?? 0;
    x.set(
      [
        Math.log1p(last?.[row] ?? 0),
        Math.log1p(ewma?.[row] ?? 0),
        Math.log1p(count),
        (serious?.[row] ?? 0) / (count + 1),
        count > 0 ? Math.log1p(Math.max(0, days?.[row] ?? 0)) : 0,
        count > 0 ? 0 : 1,
      ],
      row * COLUMNS,
    );
  }
  return { rows, columns: COLUMNS, x };
}
