import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.ts';
import { writtenDays } from './days.ts';
import { openWithUnits } from './intake.ts';

/** Cells such as clerks fill in, right and wrong. */
const cell = fc.oneof(
  { weight: 3, arbitrary: writtenDays.map(({ written }) => written) },
  { weight: 3, arbitrary: fc.integer({ min: -5, max: 400 }).map(String) },
  {
    weight: 3,
    arbitrary: fc.constantFrom('1001', '青禾小学', '消防', '一般', '整改中', '是', '小学'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('', '', '无', '/', '—', '同上', '合计', '１２人', '1.5万元'),
  },
  {
    weight: 2,
    arbitrary: fc
      .string({ unit: 'binary', maxLength: 12 })
      .map((text) => text.replaceAll('\0', '')),
  },
);

const tables = fc.constantFrom(...contracts).chain((contract) =>
  fc.record({
    contract: fc.constant(contract),
    rows: fc.array(
      fc.array(cell, { minLength: contract.columns.length, maxLength: contract.columns.length }),
      { minLength: 1, maxLength: 12 },
    ),
  }),
);

test('every row of every table is accepted, held back, or set aside as no data', async () => {
  const intake = await openWithUnits();
  await fc.assert(
    fc.asyncProperty(tables, async ({ contract, rows }) => {
      const header = contract.columns.map(({ label }) => label.zh);
      const bytes = Papa.unparse([header, ...rows], { quotes: true });
      const outcome = await intake.give('表.csv', bytes);
      const { file_id: id, rows_in, rows_accepted, rows_quarantined, rows_skipped } = outcome;
      expect(outcome.failure).toBeUndefined();
      expect(rows_accepted + rows_quarantined).toBe(rows_in);
      const own = `where file_id = '${id}'`;
      const count = (from: string) => intake.value(`select count(*)::int from (${from} ${own})`);
      const accepted = `select row_number, file_id from intake.${contract.dataset}`;
      const held = 'select distinct row_number, file_id from intake.quarantine';
      expect(await count(accepted)).toBe(rows_accepted);
      expect(await count(held)).toBe(rows_quarantined);
      expect(await count('from intake.skipped_row')).toBe(rows_skipped);
      expect(
        await count(`select * from (${accepted}) semi join (${held}) using (file_id, row_number)`),
      ).toBe(0);
      const blank = Papa.parse<string[]>(bytes).data.filter((cells) =>
        cells.every((text) => text.trim() === ''),
      );
      expect(rows_in + rows_skipped + blank.length).toBe(rows.length + 1);
    }),
    { numRuns: 150 },
  );
});
