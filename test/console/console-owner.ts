import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { openConsole } from '../../pipeline/console/index.ts';
import { query } from './query.ts';

// A process that opens a console, tells the ids of its workers, and waits to be killed:
// in the midst of an answer, or, told so by its argument, while they are only starting.
const folder = mkdtempSync(join(tmpdir(), 'xiaoan-owner-'));
const path = join(folder, 'snapshot.duckdb');
(await DuckDBInstance.create(path)).closeSync();
const console = openConsole({
  consoleFile: async () => ({ snapshot_id: 's', month: '2026-10', path }),
  folder,
  report: () => undefined,
});
if (process.argv[2] === 'starting') console.pool.prepare();
else {
  await console.query('local', query('select 1'));
  await console.pool.settled();
}
process.send?.(console.pool.processes);
