import { read, utils, type CellObject, type WorkBook } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { contracts, type Contract, type Locale } from '../../pipeline/contracts/index.ts';
import { choices, example, templateHeader } from '../../pipeline/contracts/template-column.ts';
import { explainedName } from '../../pipeline/contracts/template-guide.ts';
import { templateWorkbook } from '../../pipeline/contracts/template.ts';

const each = contracts.flatMap((contract) =>
  (['zh', 'en'] as const).map((locale) => [contract.dataset, locale, contract] as const),
);

interface Part {
  readonly content: Uint8Array;
}

/** The XML of one part of the package, as written. */
function part(book: WorkBook & { files?: Record<string, Part> }, path: string): string {
  const found = book.files?.[path];
  if (!found) throw new Error(`no part ${path}`);
  return Buffer.from(found.content).toString('utf8');
}

const open = async (contract: Contract, locale: Locale) =>
  read(await templateWorkbook(contract, locale), { type: 'array', bookFiles: true });

/** Attributes and formulas of every data validation of the sheet that is filled in. */
function validations(xml: string) {
  return [...xml.matchAll(/<dataValidation ([^>]*)>(.*?)<\/dataValidation>/g)].map(
    ([, attributes = '', body = '']) => ({
      ...Object.fromEntries(
        [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
      ),
      formula1: /<formula1>(.*?)<\/formula1>/.exec(body)?.[1]?.replaceAll('&apos;', "'"),
    }),
  ) as Record<string, string | undefined>[];
}

describe.each(each)('template of %s, %s', (_, locale, contract) => {
  test('carries title, header with marks, and an explanation of every column', async () => {
    const book = await open(contract, locale);
    const [entry = '', guide = '', codes = ''] = book.SheetNames;
    const rows = (name: string) =>
      utils.sheet_to_json<string[]>(book.Sheets[name] ?? {}, { header: 1, blankrows: true });
    expect(rows(entry)[0]?.[0]).toBe(contract.label[locale]);
    expect(rows(entry)[2]).toEqual(
      contract.columns.map((column) => templateHeader(column, locale)),
    );
    const explained = rows(guide).map((row) => row[0]);
    contract.columns.forEach((column, index) =>
      expect(explained).toContain(explainedName(column, index, locale)),
    );
    for (const { reason } of [...contract.checks, ...(contract.warnings ?? [])]) {
      // The guide speaks of every cell, so it quotes none.
      const words = reason[locale].replaceAll('{value}', '…').replaceAll('{detail}', '…');
      expect(explained).toContain(`  · ${words}`);
    }
    const hidden = book.Workbook?.Sheets?.map((sheet) => [sheet.name, sheet.Hidden]);
    expect(hidden).toContainEqual([codes, 1]);
  });

  test('offers the labels of each code in a drop-down', async () => {
    const book = await open(contract, locale);
    const found = validations(part(book, 'xl/worksheets/sheet1.xml'));
    expect(found).toHaveLength(contract.columns.length);
    contract.columns.forEach((column, index) => {
      const values = choices(column, locale);
      const rule = found[index];
      expect(rule?.['sqref']).toBe(`${utils.encode_col(index)}4:${utils.encode_col(index)}1003`);
      if (!values) return expect(rule?.['type']).not.toBe('list');
      expect(rule?.['type']).toBe('list');
      const [, sheet = '', range = ''] = /^'(.+)'!(.+)$/.exec(rule?.['formula1'] ?? '') ?? [];
      const listed = utils.sheet_to_json<string[]>(book.Sheets[sheet] ?? {}, {
        header: 1,
        range: range.replaceAll('$', ''),
      });
      expect(listed.map((row) => row[0])).toEqual(values);
    });
  });

  test('stays within what Excel takes without repairing the file', async () => {
    const book = await open(contract, locale);
    for (const name of book.SheetNames) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[[\]:*?/\\]/);
    }
    const names = part(book, 'xl/workbook.xml');
    expect(names).toContain(`>'${contract.label[locale]}'!$1:$3</definedName>`);
    for (const rule of validations(part(book, 'xl/worksheets/sheet1.xml'))) {
      expect(rule['promptTitle']?.length).toBeLessThanOrEqual(32);
      expect(rule['prompt']?.replaceAll(/&#?\w+;/g, '.').length).toBeLessThanOrEqual(255);
      expect(rule['error']?.replaceAll(/&#?\w+;/g, '.').length).toBeLessThanOrEqual(225);
    }
  });

  test('shows an example for every column that its type does not explain', () => {
    const without = contract.columns.filter(
      (column) => column.type === 'text' && example(column, locale) === '',
    );
    expect(without.map((column) => column.name)).toEqual([]);
  });
});

test('the same contract gives the same bytes', async () => {
  for (const contract of contracts) {
    const [first, second] = await Promise.all([
      templateWorkbook(contract, 'zh'),
      templateWorkbook(contract, 'zh'),
    ]);
    expect(Buffer.compare(first, second)).toBe(0);
  }
});

test('the header stays in sight, and key columns keep leading zeros', async () => {
  const [unit] = contracts;
  if (!unit) throw new Error('no contracts');
  const book = await open(unit, 'zh');
  const xml = part(book, 'xl/worksheets/sheet1.xml');
  expect(xml).toContain('ySplit="3"');
  const cells = read(await templateWorkbook(unit, 'zh'), {
    type: 'array',
    cellNF: true,
    sheetStubs: true,
  }).Sheets[unit.label.zh];
  expect((cells?.['A4'] as CellObject | undefined)?.z).toBe('@');
});
