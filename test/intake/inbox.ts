import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type Json } from '@duckdb/node-api';
import { utils, write, type WorkSheet } from '@e965/xlsx';
import { takeIn, type IngestOptions } from '../../pipeline/cli/ingest.ts';
import type { IngestStep } from '../../pipeline/intake/index.ts';

/** A warehouse of its own and an inbox beside it. */
export interface Inbox {
  readonly warehouse: string;
  /** Puts files into a new folder and takes them in, in the order of their names. */
  send(
    files: Readonly<Record<string, string | Uint8Array>>,
    options?: Partial<IngestOptions>,
  ): Promise<IngestStep[]>;
  /** Rows of the warehouse as JSON values. */
  ask(sql: string): Promise<Record<string, Json>[]>;
  remove(): Promise<void>;
}

export async function newInbox(): Promise<Inbox> {
  const root = await mkdtemp(join(tmpdir(), 'xiaoan-intake-'));
  const warehouse = join(root, 'warehouse');
  let sent = 0;
  return {
    warehouse,
    async send(files, options = {}) {
      const folder = join(root, `inbox-${String((sent += 1))}`);
      await mkdir(folder);
      for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
      return takeIn(
        [folder],
        { warehouse, receivedAt: '2025-06-28T09:00', ...options },
        () => undefined,
      );
    },
    async ask(sql) {
      const database = await DuckDBInstance.create(join(warehouse, 'warehouse.duckdb'), {
        access_mode: 'READ_ONLY',
      });
      const connection = await database.connect();
      try {
        return (await connection.runAndReadAll(sql)).getRowObjectsJson();
      } finally {
        connection.closeSync();
        database.closeSync();
      }
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A register of two units, so that other returns can name them. */
export const register = [
  '单位代码,单位名称,单位类别,片区',
  'A01,云汀第一小学,小学,东片',
  'K02,云汀幼儿园,幼儿园,东片',
].join('\n');

/** A workbook: sheets as rows of cells, with merges such as "A1:F1". */
export function workbook(
  sheets: Readonly<Record<string, { rows: readonly (readonly unknown[])[]; merges?: string[] }>>,
): Uint8Array {
  const book = utils.book_new();
  for (const [name, { rows, merges = [] }] of Object.entries(sheets)) {
    const sheet: WorkSheet = utils.aoa_to_sheet(rows as unknown[][], { cellDates: false });
    sheet['!merges'] = merges.map((range) => utils.decode_range(range));
    utils.book_append_sheet(book, sheet, name);
  }
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}
