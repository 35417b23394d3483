import fc from 'fast-check';
import { read } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { contractOf } from '../../pipeline/contracts/index.ts';
import {
  fieldsOf,
  formFields,
  formRows,
} from '../../pipeline/contracts/forms/safety-month-table.ts';
import { safetyMonthWorkbook } from '../../pipeline/contracts/forms/safety-month-workbook.ts';
import { Failure } from '../../pipeline/contracts/index.ts';
import { sheetsOf } from '../../pipeline/intake/read/sheets.ts';
import { tableOfForm } from '../../pipeline/intake/table/form.ts';
import { documentText, haveDocuments } from './documents.ts';

const value = fc.record(
  Object.fromEntries(
    formFields.map(({ name, kind }) => [
      name,
      kind === 'number'
        ? fc.integer({ min: 0, max: 100_000 })
        : kind === 'text'
          ? fc.constantFrom('升旗仪式', '主题班会、竞赛', 'H5')
          : fc.boolean(),
    ]),
  ),
);

async function writtenForm(values: Record<string, string | number | boolean>) {
  const bytes = await safetyMonthWorkbook('zh', {
    unit: '青禾中心小学',
    unitsCovered: 4,
    day: '2026-06-25',
    values: new Map(Object.entries(values)),
  });
  const [sheet] = sheetsOf(read(bytes, { dense: true }), new Set());
  if (!sheet) throw new Error('no sheet was written');
  return sheet;
}

const sample = Object.fromEntries(
  formFields.map(({ name, kind }, index) => [
    name,
    kind === 'number' ? index : kind === 'text' ? '班会' : index % 2 === 0,
  ]),
);

test('37 fields: 29 numbers, 2 texts, 6 yes or no, by row as the form has them', () => {
  const count = (kind: string) => formFields.filter((field) => field.kind === kind).length;
  expect([formFields.length, count('number'), count('text'), count('yes_no')]).toEqual([
    37, 29, 2, 6,
  ]);
  expect(formRows.map((row) => fieldsOf(row).length)).toEqual([2, 5, 5, 7, 2, 5, 0, 3, 3, 2, 3]);
  expect(formRows.flatMap(fieldsOf)).toEqual(formFields);
  const columns = contractOf('safety_month_return')?.columns.map(({ name }) => name);
  for (const { name } of formFields) expect(columns).toContain(name);
});

test.runIf(haveDocuments)('the document has as many blanks, in rows of as many', () => {
  const document = documentText(1);
  const form = document.slice(document.lastIndexOf('进展情况\n'));
  // Blanks are brackets around nothing; the yes or no have two each.
  const blanks = [...form.matchAll(/[（(]\s*[）)]/gu)].length;
  const yesNo = [...form.matchAll(/[（(]\s*[）)]\s*是\s*[（(]\s*[）)]\s*否/gu)].length;
  expect([blanks - yesNo, yesNo]).toEqual([37, 6]);
});

test('what is written comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(value, async (values) => {
      const table = tableOfForm(await writtenForm(values), 'form.xlsx');
      const [labels = [], cells = []] = table?.rows.slice(-2) ?? [];
      const found = Object.fromEntries(labels.map((label, index) => [label, cells[index]]));
      for (const { name, label, kind } of formFields) {
        const wanted = values[name];
        const words = kind === 'yes_no' ? (wanted ? '是' : '否') : String(wanted);
        expect([name, found[label.zh]]).toEqual([name, words]);
      }
      expect([found['单位名称'], found['汇总单位数'], found['报送月份']]).toEqual([
        '青禾中心小学',
        '4',
        '2026-06',
      ]);
    }),
    { numRuns: 20 },
  );
});

test('the layout is the form: four columns under three labels, eleven rows, ten cells to fill in', async () => {
  const sheet = await writtenForm(sample);
  expect(sheet.rows[2]?.filter(Boolean)).toEqual(['活动项目', '内容要求', '进展情况']);
  expect(sheet.rows.slice(3, 14).filter((row) => row[3]).length).toBe(10);
  const merged = sheet.merges.map(
    ({ top, left, bottom, right }) => `${top},${left},${bottom},${right}`,
  );
  // The label over two columns; the shared cell; the three blocks.
  expect(merged).toEqual(
    expect.arrayContaining(['2,0,2,1', '8,3,9,3', '3,0,7,0', '8,0,10,0', '11,0,13,0']),
  );
});

test('a form whose brackets were removed is refused, the cell named', async () => {
  const sheet = await writtenForm(sample);
  const rows = sheet.rows.map((row, index) =>
    index === 5 ? row.map((cell) => cell.replace(/（\d+）个/, '3 个')) : row,
  );
  const read = () => tableOfForm({ ...sheet, rows }, 'form.xlsx');
  expect(read).toThrow(Failure);
  try {
    read();
  } catch (error) {
    expect(error instanceof Failure && [error.code, error.options.where]).toEqual([
      'form_incomplete',
      { file: 'form.xlsx', sheet: sheet.name, row: 6, column: 'D' },
    ]);
  }
});

test('both boxes ticked is no answer, nor is neither', async () => {
  const sheet = await writtenForm(sample);
  const answer = (boxes: string) => {
    const rows = sheet.rows.map((row, index) =>
      index === 11 ? row.map((cell) => cell.replace(/（.）是（.）否/, boxes)) : row,
    );
    const table = tableOfForm({ ...sheet, rows }, 'form.xlsx');
    const at = table?.rows.at(-2)?.indexOf('已纳入全年重点') ?? -1;
    return table?.rows.at(-1)?.[at];
  };
  expect([answer('（√）是（√）否'), answer('（ ）是（ ）否'), answer('(v)是(  )否')]).toEqual([
    '是、否均已勾选',
    '',
    '是',
  ]);
});

test('another sheet is left alone', () => {
  const sheet = {
    name: '台账',
    hidden: false,
    rows: [
      ['学校', '隐患'],
      ['甲', '乙'],
    ],
    merges: [],
  };
  expect(tableOfForm(sheet, 'ledger.xlsx')).toBeUndefined();
});
