import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, expect, test } from 'vitest';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { openSnapshot } from '../../pipeline/warehouse/index.ts';
import { simulated } from '../simulator/folder.ts';

const sample = await simulated({ units: 40, months: 14, seed: 'as of' });
afterAll(() => sample.remove());

/** The tests of a month by a warehouse that was handed only these files. */
async function testsOf(directory: string, month: string, asOf: string) {
  const warehouse = `${directory}-warehouse`;
  await takeIn([directory], { warehouse }, () => undefined);
  const { snapshot } = await buildWarehouse({ warehouse, json: true, asOf });
  const instance = await openSnapshot(snapshot);
  try {
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(
      `select unit_code, signal, trials, value, round(expected, 6) as expected,
         round(probability, 9) as probability
       from signals.test where month = $1::date order by 1, 2`,
      [`${month}-01`],
    );
    return reader.getRowObjectsJson();
  } finally {
    instance.closeSync();
  }
}

test('what is received later changes no signal of an earlier month', async () => {
  const early = `${sample.directory}-early`;
  mkdirSync(early);
  const register = Papa.parse<string[]>(
    readFileSync(join(sample.directory, '_received.csv'), 'utf8').trim(),
  ).data;
  const kept = register.filter(([, time = ''], index) => index === 0 || time < '2026-08-01');
  expect(kept.length).toBeLessThan(register.length - 10);
  for (const [name = ''] of kept.slice(1))
    copyFileSync(join(sample.directory, name), join(early, name));
  writeFileSync(join(early, '_received.csv'), Papa.unparse(kept));
  const then = await testsOf(early, '2026-07', '2026-07');
  const now = await testsOf(sample.directory, '2026-07', '2026-10');
  expect(then.length).toBeGreaterThan(100);
  expect(now).toEqual(then);
}, 600_000);
