import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { formFields } from '../../pipeline/contracts/forms/safety-month-table.ts';
import { Intake } from '../intake/intake.ts';
import { fillByHand, findOffice, formats, handWritten } from './filled-by-hand.ts';

const fixtures = fileURLToPath(new URL('../fixtures/safety-month/', import.meta.url));
const office = findOffice();
if (!office) process.stdout.write('skipped: LibreOffice (soffice) is not installed\n');

const REGISTER = [
  'unit_code,unit_name,kind,area,parent_code',
  'S001,青禾中心小学,primary,东片区,',
  'S002,青禾村小学,primary,东片区,S001',
].join('\n');

/** The one row that a form becomes. */
async function takenIn(name: string, bytes: Uint8Array) {
  const intake = await Intake.open();
  await intake.give('单位名册.csv', REGISTER);
  expect(await intake.give(name, bytes)).toMatchObject({ status: 'loaded' });
  const rows = await intake.rows('select * from intake.safety_month_return');
  expect(rows).toHaveLength(1);
  return rows[0];
}

async function expectAllFields(name: string, bytes: Uint8Array): Promise<void> {
  const row = await takenIn(name, bytes);
  const found = formFields.map(({ name: field }) => [field, row?.[field]]);
  expect(found).toEqual([...handWritten]);
  expect(found).toHaveLength(37);
  expect(row).toMatchObject({
    unit_code: 'S001',
    units_covered: 2,
    report_month: '2025-06-01',
    contact: '王某',
    contact_telephone: '0000-1',
  });
}

test.each(formats)(
  'a form that LibreOffice saved as %s comes in with all 37 fields',
  async (format) => {
    await expectAllFields(`统计表.${format}`, readFileSync(join(fixtures, `calc.${format}`)));
  },
);

test.runIf(office)(
  'our blank form, filled in by LibreOffice here and now, comes back whole in every format',
  async () => {
    const files = await fillByHand(office ?? '');
    for (const [format, bytes] of files) {
      await expectAllFields(`统计表.${format}`, bytes);
      // KEEP_FIXTURES=1 makes the committed files anew.
      if (process.env['KEEP_FIXTURES']) {
        mkdirSync(fixtures, { recursive: true });
        writeFileSync(join(fixtures, `calc.${format}`), bytes);
      }
    }
  },
  240_000,
);
