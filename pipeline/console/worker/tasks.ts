import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  StatementType,
  type DuckDBConnection,
  type DuckDBPreparedStatement,
} from '@duckdb/node-api';
import type { ConsoleLimits } from '../limits.ts';
import type { Ended, Report, Statement, Task } from '../messages.ts';
import { BrokenOff } from '../../server/arrow/index.ts';
import { bindValues } from './bind.ts';
import { causeOf } from './cause.ts';
import { checkStatement, requireReading } from './check-statement.ts';
import type { DataPipe } from './data-pipe.ts';
import { writePieces } from './formats/index.ts';
import { filePieces } from './file-pieces.ts';
import { bindable } from './parameters.ts';
import { profileOf } from './profile.ts';
import { CappedRows } from './rows.ts';
import type { Schema } from './schema.ts';
import { suggestions } from './suggestions.ts';

/** What a task is carried out with. */
export interface Bench {
  readonly connection: DuckDBConnection;
  readonly pipe: DataPipe;
  readonly limits: ConsoleLimits;
  /** This process's own. */
  readonly folder: string;
  readonly report: (message: Report) => void;
  /** Of the file that is open; read once. */
  readonly schema: () => Promise<Schema>;
}

const PROGRESS_MILLISECONDS = 250;

/**
 * Carries out a task; the answer goes to the pipe.
 * @throws SqlError, or DuckDB's own error
 */
export async function carryOut(task: Task, bench: Bench): Promise<Ended> {
  if (task.kind === 'query') return query(task, bench);
  const answer =
    task.kind === 'explain'
      ? { plan: await explain(task, bench.connection) }
      : task.kind === 'complete'
        ? await suggestions(bench.connection, await bench.schema(), task.sql, task.position)
        : task.kind === 'schema'
          ? await bench.schema()
          : await profileOf(bench.connection, task.schema, task.table);
  await bench.pipe.write(JSON.stringify(answer));
  return { ok: true, rows: 0, truncated: false };
}

async function query(task: Extract<Task, { kind: 'query' }>, bench: Bench): Promise<Ended> {
  const { connection, pipe, limits, folder, report } = bench;
  const sql = bindable(task.sql, new Set(Object.keys(task.parameters)));
  await checkStatement(connection, sql);
  const prepared = await connection.prepare(sql);
  requireReading(prepared.statementType);
  bindValues(prepared, task.parameters);
  let told = 0;
  const rows = new CappedRows(await prepared.stream(), task.rows, (count) => {
    if (Date.now() - told < PROGRESS_MILLISECONDS) return;
    told = Date.now();
    report({ report: 'rows', rows: count });
  });
  const pieces = writePieces(task.format, rows, folder, limits);
  try {
    if (task.whole)
      await sendWhole(pieces, bench, () =>
        report({ report: 'counted', rows: rows.rows, truncated: rows.truncated }),
      );
    else for await (const piece of pieces) await pipe.write(piece);
  } catch (error) {
    throw error instanceof BrokenOff
      ? await causeOf(connection, { sql, parameters: task.parameters })
      : error;
  }
  return { ok: true, rows: rows.rows, truncated: rows.truncated };
}

/** Sends an answer that was put into a file first. */
async function sendWhole(
  pieces: AsyncIterable<string | Uint8Array>,
  { folder, pipe }: Bench,
  onWritten: () => void,
): Promise<void> {
  const path = join(folder, 'answer');
  try {
    await writeFile(path, pieces);
    onWritten();
    for await (const piece of filePieces(path)) await pipe.write(piece);
  } finally {
    await rm(path, { force: true });
  }
}

/** The plan of a statement, which is not run. */
async function explain(
  { sql: written, parameters }: Statement,
  connection: DuckDBConnection,
): Promise<string> {
  const sql = bindable(written, new Set(Object.keys(parameters)));
  await checkStatement(connection, sql);
  const statement = await connection.prepare(sql);
  requireReading(statement.statementType);
  const prepared: DuckDBPreparedStatement =
    statement.statementType === StatementType.EXPLAIN
      ? statement
      : await connection.prepare(`explain ${sql}`);
  bindValues(prepared, parameters);
  const rows = await (await prepared.stream()).getRowsJson();
  return rows.map((row) => String(row[1])).join('\n');
}
