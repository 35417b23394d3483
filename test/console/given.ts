import { join } from 'node:path';
import { tableFromIPC, type Table } from 'apache-arrow';
import { onTestFinished } from 'vitest';
import {
  openConsole,
  type ConsoleOptions,
  type RunningConsole,
} from '../../pipeline/console/index.ts';
import type { SqlQuery } from '../../pipeline/server/index.ts';
import { temporaryFolder, tinySnapshot } from '../server/tiny-snapshot.ts';
import { query } from './query.ts';

export interface GivenConsole {
  readonly console: RunningConsole;
  readonly folder: string;
  readonly reported: unknown[];
  /** File that the next query is answered from. */
  path: string;
}

/** A console on a small snapshot, ended after the test. */
export async function givenConsole(options: Partial<ConsoleOptions> = {}): Promise<GivenConsole> {
  const folder = temporaryFolder();
  const { ref } = await tinySnapshot(folder);
  const reported: unknown[] = [];
  const given = {
    folder,
    reported,
    path: join(folder, ref.file),
  };
  const console = openConsole({
    consoleFile: async () => ({
      snapshot_id: ref.snapshot_id,
      month: ref.month,
      path: given.path,
    }),
    folder: join(folder, 'console'),
    report: (error) => reported.push(error),
    ...options,
  });
  onTestFinished(() => console.close());
  return Object.assign(given, { console });
}

export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** The answer to a statement, read to its end. */
export async function ask(
  console: RunningConsole,
  sql: string,
  more: Partial<SqlQuery> & { readonly reader?: string } = {},
): Promise<Table> {
  const { reader = 'local', ...rest } = more;
  const answer = await console.query(reader, query(sql, rest));
  return tableFromIPC(await bytesOf(answer.pieces));
}

/** Rows of an answer as plain values. */
export const rowsOf = (table: Table): unknown[][] =>
  table.toArray().map((row: object) => Object.values({ ...row }));
