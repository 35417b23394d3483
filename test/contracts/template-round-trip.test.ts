import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { read, utils, write, type CellObject } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  codeLists,
  contracts,
  type Column,
  type Contract,
  type Locale,
} from '../../pipeline/contracts/index.ts';
import { createTableSql, intakeTables } from '../../pipeline/contracts/intake-tables.ts';
import { example } from '../../pipeline/contracts/template-column.ts';
import { templateWorkbook } from '../../pipeline/contracts/template.ts';
import { ingestFile } from '../../pipeline/intake/index.ts';

/** Rows filled in: the first two in full, the last with nothing but what must be there. */
const ROWS = 3;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiaoan-template-'));
});

afterAll(() => rm(folder, { recursive: true }));

const excelDay = (iso: string): number =>
  (Date.parse(iso.includes(' ') ? `${iso.replace(' ', 'T')}Z` : iso) - Date.UTC(1899, 11, 30)) /
  86_400_000;

/** Columns that stay empty because another of the row is filled in: one or the other. */
const LEFT_EMPTY: Readonly<Record<string, readonly string[]>> = { office_log: ['document'] };

/** What Excel stores when a clerk types the example of a column into row `index`. */
function typed(
  contract: Contract,
  column: Column,
  locale: Locale,
  index: number,
): CellObject | null {
  if (LEFT_EMPTY[contract.dataset]?.includes(column.name)) return null;
  const either = LEFT_EMPTY[contract.dataset] !== undefined && column.name === 'activity_type';
  if (index === ROWS - 1 && !column.required && !either) return null;
  const shown = example(column, locale);
  switch (column.type) {
    case 'date':
      return { t: 'n', v: excelDay(shown), z: 'yyyy-mm-dd' };
    case 'timestamp':
      return { t: 'n', v: excelDay(shown), z: 'yyyy-mm-dd hh:mm' };
    case 'month':
      return { t: 'n', v: excelDay(`${shown}-01`), z: 'yyyy-mm' };
    case 'integer':
    case 'number':
      return { t: 'n', v: Number(shown === '' ? (column.min ?? 1) : shown) };
    case 'text': {
      const tellsApart = contract.key.includes(column.name) || column.name.startsWith('unit_');
      return { t: 's', v: tellsApart ? `${shown}${index + 1}` : shown };
    }
    default:
      return { t: 's', v: shown };
  }
}

/** The blank workbook of a contract, filled in below its header. */
async function filledIn(contract: Contract, locale: Locale): Promise<Uint8Array> {
  const book = read(await templateWorkbook(contract, locale), { type: 'array', cellNF: true });
  const sheet = book.Sheets[contract.label[locale]];
  if (!sheet) throw new Error('the template has no sheet to fill in');
  for (let index = 0; index < ROWS; index += 1)
    contract.columns.forEach((column, c) => {
      const cell = typed(contract, column, locale, index);
      if (cell) sheet[utils.encode_cell({ r: 3 + index, c })] = cell;
    });
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** A database that knows the units of the filled-in register. */
async function withUnits(locale: Locale): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('create schema intake');
  for (const table of intakeTables) await connection.run(createTableSql(table));
  const [unit] = contracts;
  if (unit) await take(connection, unit, locale);
  return connection;
}

const take = async (connection: DuckDBConnection, contract: Contract, locale: Locale) =>
  ingestFile(connection, {
    path: `${contract.dataset}-${locale}.xlsx`,
    bytes: await filledIn(contract, locale),
    receivedFolder: folder,
    receivedAt: new Date('2026-10-28T08:00:00Z'),
  });

async function records(connection: DuckDBConnection, sql: string) {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

describe.each(['zh', 'en'] as const)('templates filled in, %s', (locale) => {
  test.each(contracts.map((contract) => [contract.dataset, contract] as const))(
    '%s loads whole',
    async (dataset, contract) => {
      const connection = await withUnits(locale);
      const outcome = await take(connection, contract, locale);
      expect(await records(connection, 'select * from intake.quarantine')).toEqual([]);
      expect(outcome).toMatchObject({
        status: 'loaded',
        rows_in: ROWS,
        rows_accepted: ROWS,
        rows_quarantined: 0,
      });
      const [table] = await records(
        connection,
        `select dataset, header_row from intake.file_table where dataset = '${dataset}'`,
      );
      expect(table).toEqual({ dataset, header_row: 3 });

      const rows = await records(connection, `select * from intake.${dataset} order by row_number`);
      for (const column of contract.columns) {
        if (LEFT_EMPTY[contract.dataset]?.includes(column.name)) continue;
        const stored = rows[0]?.[column.name];
        expect([column.name, stored]).not.toEqual([column.name, null]);
        if (column.codes)
          expect([column.name, stored]).toEqual([
            column.name,
            codeLists[column.codes].codes[0]?.code,
          ]);
      }
    },
  );
});
