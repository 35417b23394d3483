import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { warehouseActions } from '../../pipeline/cli/serving/actions.ts';
import { REGISTER } from '../intake/intake.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';

test('a file that came before and is published changes nothing: nothing is built for it', async () => {
  const dir = temporaryFolder();
  const send = async () => {
    const actions = warehouseActions(dir, (error) => {
      throw error;
    });
    onTestFinished(() => actions.close());
    const file = { name: '单位名册.csv', bytes: Buffer.from(REGISTER) };
    const [report] = await actions.upload(file, 'en', { name: null, within: null });
    const { state } = actions.publication('en');
    await actions.close();
    return [report?.already_known, state];
  };
  expect(await send()).toEqual([false, 'waiting']);
  expect(await send(), 'the server stopped before it published').toEqual([true, 'waiting']);
  const published_at = new Date(Date.now() + 1000).toISOString();
  writeFileSync(
    join(dir, 'current.json'),
    JSON.stringify({ snapshot_id: 's', file: 'f', published_at }),
  );
  expect(await send()).toEqual([true, 'idle']);
});
