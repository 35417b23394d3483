import type { DuckDBConnection } from '@duckdb/node-api';
import type { Text } from '../../contracts/index.ts';

/** What a clerk is to mend or to look at in a file. */
export interface Fault {
  /** `error`: the row was held back; `warning`: it was accepted, but looks odd. */
  readonly kind: 'error' | 'warning';
  /** Sheet of the file; '' where it has none. */
  readonly sheet: string;
  /** Row from 1, as the sheet shows it. */
  readonly row: number;
  /** Column letters of the cell; null where no cell of the row is to blame. */
  readonly letters: string | null;
  readonly dataset: string;
  readonly column: string;
  /** Header as written in the file; null where the file has no such column. */
  readonly header: string | null;
  readonly value: string | null;
  /** snake_case code of the reason. */
  readonly code: string;
  readonly reason: Text;
}

/** Faults and oddities of a file, as they stand in its sheets. */
export async function faultsOf(connection: DuckDBConnection, fileId: string): Promise<Fault[]> {
  const columns = `sheet, row_number, cell, dataset, column_name, header, value, reason_code, reason_zh, reason_en`;
  const reader = await connection.runAndReadAll(
    `from (
       select 'error' as kind, ${columns} from intake.quarantine where file_id = $file
       union all
       select 'warning', ${columns} from intake.warning where file_id = $file
     )
     order by sheet, row_number, kind, length(cell), cell, column_name`,
    { file: fileId },
  );
  return reader.getRowObjectsJS().map((row) => {
    const text = (name: string): string | null => {
      const value = row[name];
      return value === null || value === undefined ? null : String(value);
    };
    return {
      kind: row['kind'] === 'warning' ? 'warning' : 'error',
      sheet: text('sheet') ?? '',
      row: Number(row['row_number']),
      letters: /^[A-Z]+/.exec(text('cell') ?? '')?.[0] ?? null,
      dataset: text('dataset') ?? '',
      column: text('column_name') ?? '',
      header: text('header'),
      value: text('value'),
      code: text('reason_code') ?? '',
      reason: { zh: text('reason_zh') ?? '', en: text('reason_en') ?? '' },
    };
  });
}
