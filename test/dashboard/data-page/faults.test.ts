import { expect, test } from 'vitest';
import { groupFaults, sharedWords } from '../../../dashboard/pages/data/faults.ts';
import { readHeaders } from '../../../dashboard/pages/data/headers.ts';
import type { QuarantineRow } from '../../../dashboard/pages/data/rows.ts';

const fault = (change: Partial<QuarantineRow>): QuarantineRow => ({
  file_id: 'f1',
  file_name: 'a.csv',
  sheet: '',
  row_number: 5,
  dataset: 'hazard',
  column_name: 'found_date',
  header: 'found',
  cell: 'D5',
  value: 'x',
  reason_code: 'not_a_date',
  reason_zh: '…',
  reason_en: '"x" is no date',
  unit_code: null,
  report_month: null,
  received_at: '2026-10-01T00:00:00',
  ...change,
});

test('faults of one kind are counted together, whatever the cell said', () => {
  const groups = groupFaults([
    fault({ column_name: 'severity', reason_code: 'unknown_code' }),
    fault({}),
    fault({ file_id: 'f2', reason_en: '"y" is no date' }),
    fault({ dataset: 'finding' }),
  ]);
  expect(groups[0]?.reason_en).toBe('"…" is no date');
  expect(groups.map(({ key, faults, files }) => [key, faults, files])).toEqual([
    ['hazard.found_date.not_a_date', 2, 2],
    ['finding.found_date.not_a_date', 1, 1],
    ['hazard.severity.unknown_code', 1, 1],
  ]);
});

test.each([
  [['与本表第 12 行相同', '与本表第 13 行相同'], '与本表第 … 行相同'],
  [['“a”不是日期'], '“a”不是日期'],
  [['“2026-5-1”已过', '“2026-6-1”已过'], '“…”已过'],
  [['closed "2026-5" early', 'closed "2026-6" early'], 'closed "…" early'],
  [['same', 'same'], 'same'],
  [['aXa', 'aa'], 'a…a'],
  [['甲', '乙'], '…'],
  [[], ''],
])('what sentences share: %j', (sentences, shared) => {
  expect(sharedWords(sentences)).toBe(shared);
});

test('reads how headers were understood, and survives what it does not know', () => {
  expect(
    readHeaders(
      '[{"header":"a","column":"unit_code","how":"label"},{"header":"b","column":null,"how":null},7,{"x":1}]',
    ),
  ).toMatchObject([
    { header: 'a', column: 'unit_code', how: 'label', certainty: null },
    { header: 'b', column: null, how: null },
  ]);
  expect(readHeaders('{}')).toEqual([]);
});
