import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { codeLists, columnOf, contracts, type Contract } from '../../pipeline/contracts/index.ts';
import {
  acceptedTable,
  createTableSql,
  intakeTables,
} from '../../pipeline/contracts/intake-tables.ts';

const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

/** As intake compares headers: spaces and punctuation do not count. */
const bare = (header: string): string => header.toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '');

const each = contracts.map((contract) => [contract.dataset, contract] as const);

/** An empty database that holds every intake table. */
async function intakeDatabase() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('create schema intake');
  for (const table of intakeTables) await connection.run(createTableSql(table));
  return connection;
}

/** Which columns answer to a header, by label in either language or by synonym. */
function readings(contract: Contract): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const column of contract.columns)
    for (const header of [column.label.zh, column.label.en, ...(column.synonyms ?? [])]) {
      const names = found.get(bare(header)) ?? new Set();
      found.set(bare(header), names.add(column.name));
    }
  return found;
}

test('dataset names are unique and snake_case', () => {
  const names = contracts.map((contract) => contract.dataset);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(SNAKE_CASE);
});

test('the names of the tables of schema intake are unique', () => {
  const names = intakeTables.map((table) => table.name);
  expect(new Set(names).size).toBe(names.length);
});

describe.each(each)('contract %s', (_, contract) => {
  test('columns are unique, snake_case and labelled in both languages', () => {
    const names = contract.columns.map((column) => column.name);
    expect(new Set(names).size).toBe(names.length);
    for (const column of contract.columns) {
      expect(column.name).toMatch(SNAKE_CASE);
      expect(column.label.zh.trim()).not.toBe('');
      expect(column.label.en.trim()).not.toBe('');
    }
    for (const text of [contract.label, contract.grain]) {
      expect(text.zh).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test('key and period name columns that must be filled in', () => {
    const named = [...contract.key, ...(contract.period ? [contract.period] : [])];
    for (const name of named) expect(columnOf(contract, name).required).toBe(true);
    expect(contract.key.length).toBeGreaterThan(0);
  });

  test('one header never means two columns', () => {
    const ambiguous = [...readings(contract)].filter(([, names]) => names.size > 1);
    expect(ambiguous.map(([header, names]) => [header, ...names])).toEqual([]);
  });

  test('a column has a code list just when it is a code', () => {
    for (const column of contract.columns) {
      expect([column.name, column.codes !== undefined]).toEqual([
        column.name,
        column.type === 'code',
      ]);
      if (column.codes) expect(codeLists).toHaveProperty(column.codes);
    }
  });

  test('bounds are in order', () => {
    for (const { name, min, max } of contract.columns)
      if (min !== undefined && max !== undefined) expect([name, min <= max]).toEqual([name, true]);
  });

  test('what replaces whole returns has a period', () => {
    if (contract.supersedes === 'return') expect(contract.period).not.toBeNull();
  });

  test('checks have unique codes, blame a column, and run on its table', async () => {
    const codes = contract.checks.map((check) => check.code);
    expect(new Set(codes).size).toBe(codes.length);
    const connection = await intakeDatabase();
    for (const check of contract.checks) {
      expect(check.code).toMatch(SNAKE_CASE);
      columnOf(contract, check.column);
      const rows = await connection.runAndReadAll(
        `select (${check.fault})::boolean from intake.${contract.dataset}`,
      );
      expect(rows.currentRowCount).toBe(0);
    }
  });

  test('the value of an empty cell is a literal of its column, and a known code', async () => {
    const connection = await intakeDatabase();
    for (const column of contract.columns.filter((item) => item.absent !== undefined)) {
      const { type } =
        acceptedTable(contract).columns.find((item) => item.name === column.name) ?? {};
      const rows = await connection.runAndReadAll(`select (${column.absent})::${type} as value`);
      const value = rows.getRowObjects()[0]?.['value'];
      expect(value).not.toBeNull();
      if (column.codes)
        expect(codeLists[column.codes].codes.map((code) => code.code)).toContain(value);
    }
  });

  test('its table holds every column of the contract, in order', async () => {
    const connection = await intakeDatabase();
    const rows = await connection.runAndReadAll(
      `select column_name from information_schema.columns
       where table_schema = 'intake' and table_name = '${contract.dataset}' order by ordinal_position`,
    );
    const names = rows.getRows().map(([name]) => String(name));
    expect(names.filter((name) => contract.columns.some((column) => column.name === name))).toEqual(
      contract.columns.map((column) => column.name),
    );
  });
});

describe.each(Object.entries(codeLists))('code list %s', (name, list) => {
  test('is named, labelled and without repeats', () => {
    expect(name).toMatch(SNAKE_CASE);
    const codes = list.codes.map((code) => code.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const language of ['zh', 'en'] as const) {
      const labels = list.codes.map((code) => code.label[language]);
      expect(new Set(labels).size).toBe(labels.length);
      expect(labels).not.toContain('');
    }
  });

  test('one way of writing never means two codes', () => {
    const meanings = new Map<string, Set<string>>();
    for (const code of list.codes)
      for (const written of [code.code, code.label.zh, code.label.en, ...code.synonyms]) {
        const key = bare(written);
        meanings.set(key, (meanings.get(key) ?? new Set()).add(code.code));
      }
    const ambiguous = [...meanings].filter(([, codes]) => codes.size > 1);
    expect(ambiguous.map(([written, codes]) => [written, ...codes])).toEqual([]);
  });
});
