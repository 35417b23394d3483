import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { newInbox } from './inbox.ts';

const file = fileURLToPath(
  new URL('../../../shared/data/chicago_schools_canvass.csv', import.meta.url),
);
const absent = !existsSync(file);
if (absent) process.stdout.write('test/intake/chicago: skipped, ../shared/data is not here\n');

test.skipIf(absent)(
  'real inspections of schools come in through their mapping, all of them',
  async () => {
    const rows = Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), {
      header: true,
      skipEmptyLines: true,
    }).data;
    const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name]), 0);
    const inbox = await newInbox();
    try {
      const [step] = await takeIn([file], { warehouse: inbox.warehouse }, () => undefined);
      expect(step?.outcome).toMatchObject({
        mapping: 'chicago-schools',
        rows_in: rows.length,
        rows_accepted: rows.length,
        rows_quarantined: 0,
      });
      const [counted] = await inbox.ask(`select
      (select count(distinct unit_code) from intake.unit)::int as units,
      (select count(distinct inspection_number) from intake.inspection)::int as inspections,
      (select count(*) from intake.finding where severity = 'major')::int as major,
      (select count(*) from intake.finding where severity = 'general')::int as general,
      (select count(*) from intake.inspection where result = 'fail')::int as failed,
      (select count(*) from intake.inspection where received_at::date <> inspection_date)::int as untimely`);
      expect(counted).toEqual({
        units: new Set(rows.map((row) => row['License'])).size,
        inspections: rows.length,
        major: sum('criticalCount'),
        general: sum('seriousCount') + sum('minorCount'),
        failed: rows.filter((row) => row['Results'] === 'Fail').length,
        untimely: 0,
      });
    } finally {
      await inbox.remove();
    }
  },
);
