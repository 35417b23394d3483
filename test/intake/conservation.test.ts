import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newInbox, register } from './inbox.ts';

const cell = fc.oneof(
  fc.constantFrom(
    'A01',
    'K02',
    'X99',
    '2025-06',
    '2025年6月',
    '2025.6.3',
    '消防',
    '一般',
    '重大',
    '整改中',
    '/',
    '',
  ),
  fc.string({ maxLength: 12 }),
  fc.integer().map(String),
);
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const header = '报送月份,单位代码,隐患编号,发现日期,隐患描述,领域,隐患等级,整改情况,整改期限';
const width = header.split(',').length;

test('whatever a ledger holds, each of its rows is accepted, in quarantine or named as no data', async () => {
  const inbox = await newInbox();
  try {
    await inbox.send({ 'register.csv': register });
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (rows) => {
          number += 1;
          const good = [
            '2025-06',
            'A01',
            `好-${String(number)}`,
            '2025-06-03',
            '描述',
            '消防',
            '一般',
            '整改中',
            '',
          ];
          const lines = [good, ...rows].map((cells) => cells.map(quoted).join(','));
          const [step] = await inbox.send({
            [`${String(number)}.csv`]: `${header}\n${lines.join('\n')}\n`,
          });
          const outcome = step?.outcome;
          expect(outcome?.status).not.toBe('rejected');
          const counted = await inbox.ask(`select
            (select count(*) from intake.hazard where file_id = '${String(outcome?.file_id)}')::int as accepted,
            (select count(distinct row_number) from intake.quarantine where file_id = '${String(outcome?.file_id)}')::int as quarantined,
            (select count(*) from intake.skipped_row where file_id = '${String(outcome?.file_id)}')::int as skipped`);
          expect(counted).toEqual([
            {
              accepted: outcome?.rows_accepted,
              quarantined: outcome?.rows_quarantined,
              skipped: outcome?.rows_skipped,
            },
          ]);
          expect(outcome?.rows_in).toBe(
            (outcome?.rows_accepted ?? 0) + (outcome?.rows_quarantined ?? 0),
          );
          const blank = rows.filter((cells) => cells.every((value) => value.trim() === '')).length;
          expect((outcome?.rows_in ?? 0) + (outcome?.rows_skipped ?? 0)).toBeGreaterThanOrEqual(
            lines.length + 1 - blank,
          );
        },
      ),
      { numRuns: 25 },
    );
  } finally {
    await inbox.remove();
  }
});
