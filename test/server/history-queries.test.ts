import { expect, test } from 'vitest';
import { arrowTable, tinyServer } from './tiny-server.ts';

test('changes of a unit come with those of the units it follows, under the name of their time', async () => {
  const { get } = await tinyServer();
  const changes = async (unit: string) =>
    arrowTable(await get(`/api/query/unit_change?unit=${unit}`))
      .toArray()
      .map((row) => `${String(row['change_number'])} ${String(row['unit_name'])}`);
  expect(await changes('U1')).toEqual(['C1 旧名幼儿园']);
  expect(await changes('U2')).toEqual(['C1 旧名幼儿园', 'C2 松岭幼儿园']);
});

test('events that a correction took back are not shown', async () => {
  const { get } = await tinyServer();
  const events = arrowTable(await get('/api/query/hazard_event?unit=U1')).toArray();
  expect(events.map((row) => String(row['event']))).toEqual(['reported']);
});
