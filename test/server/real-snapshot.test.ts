import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { expect, test } from 'vitest';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { templateWorkbook } from '../../pipeline/contracts/template.ts';
import { createServer } from '../../pipeline/server/index.ts';
import { namedQueries } from '../../pipeline/server/queries/index.ts';
import { currentSnapshot, openSnapshot } from '../../pipeline/warehouse/index.ts';
import { temporaryFolder } from './tiny-snapshot.ts';

test('every named query and export answers on a snapshot that was really built', async () => {
  const folder = temporaryFolder();
  const inbox = join(folder, 'inbox');
  const warehouse = join(folder, 'warehouse');
  await simulate({ units: 40, months: 4, seed: 'server', directory: inbox, format: 'csv' });
  await takeIn([inbox], { warehouse }, () => undefined);
  await buildWarehouse({ warehouse, json: true });
  const reported: unknown[] = [];
  const withoutLabel: string[] = [];
  const server = await createServer({
    findSnapshot: () => {
      const ref = currentSnapshot(warehouse);
      return ref && { ref, open: () => openSnapshot(ref) };
    },
    dashboard: join(folder, 'dist'),
    makeTemplate: templateWorkbook,
    report: (error) => reported.push(error),
  });
  const get = (url: string) => server.inject({ url, headers: { host: 'localhost' } });
  try {
    const units = tableFromIPC(new Uint8Array((await get('/api/query/unit')).rawPayload));
    expect(units.numRows).toBe(40);
    const values: Readonly<Record<string, string>> = {
      unit: String(units.get(0)?.['unit_code']),
      month: '2026-10',
      campaign: 'three_year_action',
      by: 'phase',
      evidence: 'fire_check',
      item: '1',
    };
    for (const [name, { parameters = {} }] of namedQueries) {
      const needed = Object.entries(parameters).filter(([, { required }]) => required);
      const asked =
        needed.length === 0
          ? ''
          : `?${needed.map(([key]) => `${key}=${values[key] ?? '1'}`).join('&')}`;
      const response = await get(`/api/query/${name}${asked}`);
      expect(response.statusCode, `${name}: ${response.body.slice(0, 300)}`).toBe(200);
      const { schema } = tableFromIPC(new Uint8Array(response.rawPayload));
      const big = schema.fields.filter((field) => /^U?int64/i.test(String(field.type)));
      expect(big.map((field) => `${name}.${field.name}`)).toEqual([]);
      const csv = await get(`/api/export/${name}.csv${asked ? `${asked}&` : '?'}lang=zh`);
      const header = csv.body.slice(1, csv.body.indexOf('\r\n')).split(',');
      const unlabelled = header.filter((label) => /^[a-z_]+$/.test(label));
      // The policy's tables have words of their own, for its page rather than for files.
      if (!name.startsWith('policy_'))
        withoutLabel.push(...unlabelled.map((label) => `${name}.${label}`));
    }
    const template = await get('/api/template/hazard.xlsx');
    expect(template.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect(reported).toEqual([]);
    expect(withoutLabel).toEqual([]);
  } finally {
    await server.close();
  }
});
