import type { DuckDBConnection } from '@duckdb/node-api';

/** A header that somebody should look at. */
export interface OpenHeader {
  /** `similar`: read by likeness and not confirmed; `unknown`: not understood, its cells are kept beside. */
  readonly kind: 'similar' | 'unknown';
  readonly dataset: string;
  readonly header: string;
  /** The column it was read as; null where it was not understood. */
  readonly column: string | null;
  /** The least sure of the readings, 0 to 1. */
  readonly certainty: number;
  readonly files: number;
}

/** Headers that rank numbers or remarks: no column of ours, and nobody takes them for one. */
const HARMLESS = ['序号', '备注', '编号', '#', 'No.', 'NO.', 'No'];

/** Lists the headers read by likeness or not at all, those of most files first. */
export async function openHeaders(connection: DuckDBConnection): Promise<OpenHeader[]> {
  const reader = await connection.runAndReadAll(
    `with item as (
      select file_id, dataset, unnest(from_json(columns,
        '[{"header": "varchar", "column": "varchar", "how": "varchar", "certainty": "double"}]')) as cell
      from intake.file_table
    )
    select
      case when cell.how = 'similar' then 'similar' else 'unknown' end as kind,
      dataset,
      cell.header as header,
      cell.column as column_name,
      min(cell.certainty) as certainty,
      count(distinct file_id)::integer as files
    from item
    where (cell.how = 'similar' or (cell.how is null and cell.column is null))
      and cell.header not in (${HARMLESS.map((word) => `'${word}'`).join(', ')})
    group by all
    order by kind, files desc, dataset, header`,
  );
  return reader.getRowsJS().map(([kind, dataset, header, column, certainty, files]) => ({
    kind: kind === 'similar' ? 'similar' : 'unknown',
    dataset: String(dataset),
    header: String(header),
    column: column === null ? null : String(column),
    certainty: Number(certainty),
    files: Number(files),
  }));
}
