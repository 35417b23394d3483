import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { ownWords } from '../../pipeline/intake/check/code-words.ts';
import { wordKey } from '../../pipeline/intake/check/words.ts';
import type { Sheet } from '../../pipeline/intake/grid.ts';
import { tablesOfSheet } from '../../pipeline/intake/table/sheet-tables.ts';
import type { Table } from '../../pipeline/intake/table/table.ts';

const folder = new URL('../golden/intake/', import.meta.url).pathname;
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.input.json'))
  .map((name) => name.replace('.input.json', ''));

interface Input {
  readonly fileName: string;
  readonly name: string;
  readonly merges?: readonly string[];
  readonly hiddenRows?: readonly number[];
  /** Addresses of number cells that may have lost a zero; none given in a file that knows no numbers. */
  readonly shortened?: readonly string[];
  /** Headers that a bureau decided on: dataset → header key → column. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  readonly rows: readonly (readonly string[])[];
}

const units = new Set(['青禾小学', '云杉幼儿园', '石桥中学', '1001', '1002', '1003'].map(wordKey));

const vocabulary = ({ words = {} }: Input) => ({
  headers: new Map(
    Object.entries(words).map(([dataset, keys]) => [dataset, new Map(Object.entries(keys))]),
  ),
  codes: ownWords,
  isUnit: (key: string) => units.has(key),
});

/** Cells that were read otherwise than they are written. */
const changed = ({ rows }: Table): Record<string, string> =>
  Object.fromEntries(
    rows.flatMap(({ rowNumber, cells, read }) =>
      read.flatMap((cell, position) =>
        cell === (cells[position] ?? '')
          ? []
          : [[utils.encode_cell({ r: rowNumber - 1, c: position }), cell]],
      ),
    ),
  );

/** A table in brief; what is told of every column and row only where it is out of the common. */
function brief(table: Table, missing: readonly string[]): unknown {
  const decided = table.columns.filter(
    ({ how, evidence }) => how === 'similar' || how === 'confirmed' || evidence,
  );
  const others = changed(table);
  return {
    dataset: table.contract.dataset,
    missing,
    headerRow: table.headerRow,
    month: table.month ?? null,
    confidence: table.confidence,
    columns: Object.fromEntries(table.columns.map(({ header: title, column }) => [title, column])),
    ...(decided.length > 0 && {
      decided: Object.fromEntries(
        decided.map(({ header, how, certainty, evidence }) => [
          header,
          { how, certainty, evidence },
        ]),
      ),
    }),
    rows: table.rows.map(({ rowNumber }) => rowNumber),
    ...(Object.keys(others).length > 0 && { read: others }),
    skipped: Object.fromEntries(table.skipped.map(({ rowNumber, why }) => [rowNumber, why])),
    ...(table.doubts.length > 0 && {
      doubts: table.doubts.map(({ code, column, rowNumber, value }) => [
        rowNumber ?? 0,
        column,
        code,
        value,
      ]),
    }),
  };
}

/** What the golden files hold: the input as people write sheets, the output in brief. */
function found(input: Input): unknown {
  const merges = (input.merges ?? []).map((range) => {
    const { s, e } = utils.decode_range(range);
    return { top: s.r, left: s.c, bottom: e.r, right: e.c };
  });
  const { name, rows, fileName } = input;
  const sheet: Sheet = {
    name,
    hidden: false,
    rows,
    merges,
    ...(input.hiddenRows ? { hiddenRows: input.hiddenRows } : {}),
    ...(input.shortened && {
      shortened: input.shortened.map((address) => {
        const { r, c } = utils.decode_cell(address);
        return [r, c] as const;
      }),
    }),
  };
  const { tables, outside, incomplete } = tablesOfSheet(sheet, fileName, vocabulary(input));
  if (tables.length === 0) return null;
  const [only] = tables;
  const proposals = incomplete?.proposals ?? [];
  if (only && tables.length === 1) {
    const read = brief(only, incomplete?.missing ?? []) as object;
    return proposals.length > 0 ? { ...read, proposals } : read;
  }
  return {
    missing: incomplete?.missing ?? [],
    tables: tables.map((table) => ({
      ...(brief(table, []) as object),
      titles: table.titles,
    })),
    outside: Object.fromEntries(outside.map(({ rowNumber, why }) => [rowNumber, why])),
  };
}

test.each(names)('finds the table of %s', async (name) => {
  const input = JSON.parse(readFileSync(join(folder, `${name}.input.json`), 'utf8')) as Input;
  const output = JSON.stringify(found(input), null, 2);
  await expect(`${output}\n`).toMatchFileSnapshot(join(folder, `${name}.output.json`));
});

test('no row of a sheet is lost: each filled one is data, or skipped and said why', () => {
  for (const name of names) {
    const input = JSON.parse(readFileSync(join(folder, `${name}.input.json`), 'utf8')) as Input;
    const merges: Sheet['merges'] = [];
    const sheet: Sheet = { name: input.name, hidden: false, rows: input.rows, merges };
    const { tables, outside } = tablesOfSheet(sheet, input.fileName, vocabulary(input));
    const told = [...outside, ...tables.flatMap(({ rows, skipped }) => [...rows, ...skipped])].map(
      ({ rowNumber }) => rowNumber,
    );
    const filled = input.rows.flatMap((cells, index) =>
      cells.some((cell) => cell.trim() !== '') ? [index + 1] : [],
    );
    expect(
      [...new Set(told)].sort((one, other) => one - other),
      name,
    ).toEqual(filled);
  }
});

test('there are golden files', () => {
  expect(names.length).toBeGreaterThanOrEqual(9);
});
