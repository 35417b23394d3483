import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import type { Sheet } from '../../pipeline/intake/grid.ts';
import { findHeader } from '../../pipeline/intake/table/find.ts';
import { cutTable } from '../../pipeline/intake/table/table.ts';

const folder = new URL('../golden/intake/', import.meta.url).pathname;
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.input.json'))
  .map((name) => name.replace('.input.json', ''));

interface Input {
  readonly fileName: string;
  readonly name: string;
  readonly merges?: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What the golden files hold: the input as people write sheets, the output in brief. */
function found(input: Input): unknown {
  const merges = (input.merges ?? []).map((range) => {
    const { s, e } = utils.decode_range(range);
    return { top: s.r, left: s.c, bottom: e.r, right: e.c };
  });
  const sheet: Sheet = { name: input.name, hidden: false, rows: input.rows, merges };
  const header = findHeader(sheet, input.fileName);
  if (!header) return null;
  const table = cutTable(sheet, header);
  return {
    dataset: table.contract.dataset,
    missing: header.missing,
    headerRow: table.headerRow,
    month: table.month ?? null,
    confidence: table.confidence,
    columns: Object.fromEntries(table.columns.map(({ header: title, column }) => [title, column])),
    rows: table.rows.map(({ rowNumber }) => rowNumber),
    skipped: Object.fromEntries(table.skipped.map(({ rowNumber, why }) => [rowNumber, why])),
  };
}

test.each(names)('finds the table of %s', async (name) => {
  const input = JSON.parse(readFileSync(join(folder, `${name}.input.json`), 'utf8')) as Input;
  const output = JSON.stringify(found(input), null, 2);
  await expect(`${output}\n`).toMatchFileSnapshot(join(folder, `${name}.output.json`));
});

test('there are golden files', () => {
  expect(names.length).toBeGreaterThanOrEqual(9);
});
