import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { utils, write, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { createTableSql, intakeTables } from '../../pipeline/contracts/intake-tables.ts';
import { ingestFile, type FileOutcome, type IngestOptions } from '../../pipeline/intake/index.ts';

export type Row = Record<string, unknown>;

/** Schema intake in memory and a folder for originals: all that intake asks for. */
export class Intake {
  private constructor(
    readonly connection: DuckDBConnection,
    readonly folder: string,
  ) {}

  static async open(): Promise<Intake> {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('create schema intake');
    for (const table of intakeTables) await connection.run(createTableSql(table));
    return new Intake(connection, mkdtempSync(join(tmpdir(), 'xiaoan-intake-')));
  }

  get options(): IngestOptions {
    return { receivedFolder: join(this.folder, 'received'), receivedAt: new Date(2025, 6, 2, 9) };
  }

  /** Takes in bytes under a name. */
  async give(
    name: string,
    bytes: Uint8Array | string,
    options: Partial<IngestOptions> = {},
  ): Promise<FileOutcome> {
    const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
    return ingestFile(this.connection, { ...this.options, path: name, bytes: content, ...options });
  }

  async rows(sql: string): Promise<Row[]> {
    return (await this.connection.runAndReadAll(sql)).getRowObjectsJson() as Row[];
  }

  async value(sql: string): Promise<unknown> {
    return Object.values((await this.rows(sql))[0] ?? {})[0];
  }

  /** Writes files into a folder of this intake's own and gives its path. */
  inbox(files: Readonly<Record<string, string | Uint8Array>>): string {
    const inbox = mkdtempSync(join(this.folder, 'inbox-'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(inbox, name), content);
    return inbox;
  }
}

/** An intake that knows three invented units. */
export async function openWithUnits(): Promise<Intake> {
  const intake = await Intake.open();
  await intake.give('单位名册.csv', REGISTER);
  return intake;
}

export const REGISTER = [
  '单位代码,单位名称,单位类别,片区',
  '1001,青禾小学,小学,东片',
  '1002,云杉幼儿园,幼儿园,东片',
  '1003,石桥中学,初中,西片',
].join('\n');

export interface SheetPlan {
  readonly rows: readonly (readonly unknown[])[];
  /** Ranges such as A1:C1. */
  readonly merges?: readonly string[];
  readonly change?: (sheet: WorkSheet) => void;
}

/** Bytes of a workbook with these sheets. */
export function workbook(
  sheets: Readonly<Record<string, SheetPlan>>,
  change: (book: WorkBook) => void = () => undefined,
): Uint8Array {
  const book = utils.book_new();
  for (const [name, plan] of Object.entries(sheets)) {
    const sheet = utils.aoa_to_sheet(plan.rows.map((row) => [...row]));
    sheet['!merges'] = (plan.merges ?? []).map((range) => utils.decode_range(range));
    plan.change?.(sheet);
    utils.book_append_sheet(book, sheet, name);
  }
  change(book);
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
}
