import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { read } from '@e965/xlsx';
import { takeIn } from '../../pipeline/cli/ingest.ts';

// Run as a process of its own, so that its peak memory is its own: take-in.ts plain DATABASE CSV |
// take-in.ts xiaoan WAREHOUSE PATH… | take-in.ts bare FOLDER; prints { milliseconds, megabytes, rows }.
const [way, target = '', ...paths] = process.argv.slice(2);
const started = performance.now();
const ways: Readonly<Record<string, () => number | Promise<number>>> = {
  plain: () => plainLoad(target, paths[0] ?? ''),
  xiaoan: ownLoad,
  bare: () => bareParser(target),
};
const rows = (await ways[way ?? '']?.()) ?? 0;
const milliseconds = performance.now() - started;
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ milliseconds, megabytes, rows }));

async function ownLoad(): Promise<number> {
  const steps = await takeIn(paths, { warehouse: target }, () => undefined);
  return steps.reduce((sum, { outcome }) => sum + outcome.rows_in, 0);
}

/** What DuckDB alone does: the file as text into a table on disk, unchecked. */
async function plainLoad(database: string, csv: string): Promise<number> {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  const file = csv.replaceAll("'", "''");
  await connection.run(
    `create table plain as from read_csv('${file}', header = true, all_varchar = true)`,
  );
  await connection.run('checkpoint');
  const reader = await connection.runAndReadAll('select count(*) from plain');
  instance.closeSync();
  return Number(reader.getRowsJS()[0]?.[0]);
}

/** What the spreadsheet library alone does: every workbook of a folder as cells in memory. */
function bareParser(folder: string): number {
  let cells = 0;
  for (const name of readdirSync(folder)) {
    const book = read(readFileSync(join(folder, name)), { dense: true, cellNF: true });
    for (const sheet of Object.values(book.Sheets)) cells += sheet['!data']?.length ?? 0;
  }
  return cells;
}
