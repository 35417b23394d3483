import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { hazard } from '../../pipeline/contracts/datasets/hazard.ts';
import { withNumbers } from '../../pipeline/intake/table/numbering.ts';
import { openWithUnits } from './intake.ts';

test('each row of a very long ledger without hazard numbers gets one', () => {
  const cells = ['2025-06-03', '教学楼', '灭火器过期'];
  const rows = Array.from({ length: 150_000 }, (_, index) => ({
    rowNumber: index + 2,
    cells,
    read: cells,
  }));
  const columns = ['found_date', 'place', 'description'].map((column, position) => ({
    column,
    header: column,
    positions: [position],
    how: 'label' as const,
    certainty: 1,
  }));
  const numbered = withNumbers(hazard, { columns, rows }, {});
  expect(numbered.columns.at(-1)).toMatchObject({ column: 'hazard_number', positions: [3] });
  expect(numbered.rows.at(-1)?.read[3]).toContain('20250603');
});

test('a hidden sheet of very many rows keeps no table beside it out', async () => {
  const book = utils.book_new();
  const table = [
    ['单位代码', '报送月份', '自查次数', '排查隐患数'],
    ['1001', '2025-05', '4', '1'],
  ];
  utils.book_append_sheet(book, utils.aoa_to_sheet(table), '月报');
  const old = Array.from({ length: 150_000 }, (_, row) => [row]);
  utils.book_append_sheet(book, utils.aoa_to_sheet(old), '旧表');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  const bytes = write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer;
  const intake = await openWithUnits();
  expect(await intake.give('月报.xlsx', bytes)).toMatchObject({
    status: 'loaded',
    rows_accepted: 1,
  });
});
