import type { DuckDBConnection } from '@duckdb/node-api';
import { contracts } from '../contracts/index.ts';
import { literal } from './check/words.ts';
import type { LedgerRow } from './ledger.ts';

/** Tables whose rows have a time from which they could be read, and what tells two of one place in a file apart. */
const readTables = [
  ...contracts.map(({ dataset, key }) => ({ name: dataset, key: key.join(', ') })),
  { name: 'quarantine', key: 'dataset, column_name, reason_code, unit_code, cell' },
];

/** A file that is about to be loaded again. */
export interface Reread {
  readonly before: LedgerRow;
  /** Whether it came in the run that loads it again: then nobody had to wait for it. */
  readonly sameRun: boolean;
}

/**
 * From when what is loaded again could be read. Rows that had been held back, and faults that nobody could
 * see, get the time of this loading; rows that were read before keep theirs, however often they are loaded.
 * What came before the day on which the warehouse took in its first file was never waited for: of those
 * months nothing was told.
 */
export class ReadableFrom {
  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly files: readonly Reread[],
    private readonly firstDay: string,
    private readonly now: string,
  ) {}

  /**
   * Notes what was read of files so far. To be called in the transaction that takes them out and loads them.
   * @param now when they are loaded, as the ledger writes it
   */
  static async before(
    connection: DuckDBConnection,
    files: readonly Reread[],
    now: string,
  ): Promise<ReadableFrom> {
    if (files.length === 0) return new ReadableFrom(connection, files, now, now);
    const reader = await connection.runAndReadAll(
      `select strftime(min(coalesce(first_loaded_at, loaded_at)), '%Y-%m-%d 00:00:00') from intake.file`,
    );
    const firstDay = String(reader.getRows()[0]?.[0]);
    await connection.run(`create or replace temp table read_before (
      relation varchar, file_id varchar, sheet varchar, row_number integer, key ubigint,
      readable_from timestamp, shared boolean)`);
    const ids = idList(files.map(({ before }) => before.file_id));
    for (const { name, key } of readTables) await connection.run(noteSql(name, key, ids));
    return new ReadableFrom(connection, files, firstDay, now);
  }

  /** Writes it to the rows, once the files are loaded. */
  async keep(): Promise<void> {
    if (this.files.length === 0) return;
    const waited = this.files.filter(({ sameRun }) => !sameRun).map(({ before }) => before.file_id);
    for (const { name, key } of readTables) {
      const same = sameReading(name, key);
      if (waited.length > 0)
        await this.connection.run(
          `update intake.${name} as reading set readable_from = timestamp ${literal(this.now)}
           where file_id in (${idList(waited)})
             and received_at >= timestamp ${literal(this.firstDay)}
             and received_at < timestamp ${literal(this.now)}
             and not exists (select 1 from read_before as earlier where ${same})`,
        );
      await this.connection.run(
        `update intake.${name} as reading set readable_from = earlier.readable_from
         from read_before as earlier where earlier.readable_from is not null and ${same}`,
      );
    }
    await this.connection.run('drop table read_before');
  }

  /** The same for a whole file: one that was refused before could be read from now on. */
  ofFile(fileId: string, status: LedgerRow['status']): string | null {
    const file = this.files.find(({ before }) => before.file_id === fileId);
    if (!file || status === 'rejected') return null;
    const { before, sameRun } = file;
    if (before.status !== 'rejected') return before.readable_from;
    const waited = !sameRun && before.received_at >= this.firstDay && before.received_at < this.now;
    return waited ? this.now : null;
  }
}

const idList = (ids: readonly string[]): string => ids.map(literal).join(', ');

/** Notes the rows of a table; held back ones too, with no key: they tell that others share their place. */
function noteSql(table: string, key: string, ids: string): string {
  const isFaults = table === 'quarantine';
  const held = isFaults
    ? ''
    : `union all
    select distinct file_id, coalesce(sheet, ''), row_number, null::ubigint, null::timestamp
    from intake.quarantine where file_id in (${ids}) and dataset = ${literal(table)}`;
  // A row may be read otherwise than before, and is still the same row; another fault is another.
  const shared = isFaults ? 'true' : 'count(*) over (partition by file_id, sheet, row_number) > 1';
  return `insert into read_before
  select ${literal(table)}, *, ${shared}
  from (
    select file_id, coalesce(sheet, '') as sheet, row_number, hash(${key}) as key, readable_from
    from intake.${table} where file_id in (${ids})
    ${held}
  )`;
}

/** Whether a row noted earlier is the row of now: at its place, and of its key where others share that. */
const sameReading = (table: string, key: string): string => {
  const now = key.replace(/\w+/g, 'reading.$&');
  return `earlier.relation = ${literal(table)}
             and earlier.file_id = reading.file_id
             and earlier.sheet = coalesce(reading.sheet, '')
             and earlier.row_number = reading.row_number
             and earlier.key is not null
             and (not earlier.shared or earlier.key = hash(${now}))`;
};
