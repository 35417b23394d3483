import type { DuckDBConnection } from '@duckdb/node-api';
import { numbered, numbers, readColumns, texts } from './columns.ts';
import type { Panel } from './panel.ts';
import type { Period } from './period.ts';

/** What is judged: the first visit to each unit in each window. Parallel arrays, one entry a visit. */
export interface Cases {
  readonly size: number;
  /** Its row in the panel: the unit at the origin. */
  readonly row: Int32Array;
  /** Which origin, counted from 0. */
  readonly origin: Int32Array;
  /** Units numbered from 0. */
  readonly unit: Int32Array;
  /** 1 where the visit found something serious. */
  readonly event: Uint8Array;
  /** Day of the visit, counted from 1970. */
  readonly day: Float64Array;
  /** Team numbered from 0; −1 where the record does not say. */
  readonly inspector: Int32Array;
}

// The visits of one day in the order of their numbers, so that the first is always the same.
const FIRST_VISITS = `
  select v.unit_code, o.month_index as origin, v.serious, v.team,
    date_diff('day', date '1970-01-01', v.visit_date) as day
  from features.month_rule o
  join features.visit v
    on v.visit_index > o.month_index and v.visit_index <= o.month_index + $1
  where o.month_index in (select unnest($2::integer[]))
  qualify row_number() over (
    partition by o.month_index, v.unit_code order by v.visit_date, v.inspection_number) = 1
  order by v.unit_code, origin`;

/** Reads the visits to judge; of units that were not registered at the origin nothing could be said. */
export async function readCases(
  connection: DuckDBConnection,
  { origins, window }: Period,
  panel: Panel,
): Promise<Cases> {
  const { columns, rows } = await readColumns(connection, FIRST_VISITS, [
    window,
    `[${origins.join(', ')}]`,
  ]);
  const codes = texts(columns['unit_code']);
  const origin = numbers(columns['origin']);
  const places = new Map(panel.unitCode.map((code, row) => [`${code}/${panel.month[row]}`, row]));
  const found = Array.from({ length: rows }, (_, at) => places.get(`${codes[at]}/${origin[at]}`));
  const kept = found.flatMap((row, at) => (row === undefined ? [] : [at]));
  const pick = (values: ArrayLike<number>) => kept.map((at) => values[at] ?? 0);
  const teams = texts(columns['team']);
  return {
    size: kept.length,
    row: Int32Array.from(kept, (at) => found[at] ?? 0),
    origin: Int32Array.from(pick(origin), (month) => origins.indexOf(month)),
    unit: numbered(kept.map((at) => codes[at] ?? '')),
    event: Uint8Array.from(pick(numbers(columns['serious']))),
    day: Float64Array.from(pick(numbers(columns['day']))),
    inspector: numbered(kept.map((at) => teams[at] ?? null)),
  };
}
