import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { planActions } from '../../pipeline/cli/planning/plan-actions.ts';
import { Turns } from '../../pipeline/cli/serving/turns.ts';
import { exampleCapacity } from '../../pipeline/planning/example-capacity.ts';
import { accessFolder, givenDesk } from '../access/given-desk.ts';
import { OWN, signedIn } from './access/signing-in.ts';
import { tinyServer } from './tiny-server.ts';

/** A file of teams that start from 东片区 and 西片区. */
export const YAML = exampleCapacity(['东片区', '西片区'], '2026-12');

/** A server on a warehouse without a file of teams, with accounts that may keep it and accounts that may not. */
export async function servingTeams() {
  const warehouse = accessFolder();
  const access = await givenDesk({
    planner: ['planner', 'district'],
    'planner-of-an-area': ['planner', 'area:东片区'],
    leader: ['leader', 'district'],
    analyst: ['analyst', 'district'],
    clerk: ['clerk', 'unit:U1'],
  });
  const plans = planActions(
    warehouse,
    new Turns(),
    () => undefined,
    (error) => {
      throw error;
    },
  );
  const { server, reported } = await tinyServer({ access, plans });
  const as = async (name: string) => {
    const { cookie, get } = await signedIn(server, name);
    const post = (url: string, type: string, payload: string | Buffer) =>
      server.inject({
        method: 'POST',
        url,
        headers: { ...OWN, cookie, 'accept-language': 'en', 'content-type': type },
        payload,
      });
    return {
      get,
      handIn: (payload: string | Buffer, file = '力量.yaml') =>
        post(`/api/capacity?name=${encodeURIComponent(file)}`, 'application/octet-stream', payload),
      bringBack: (fileId: unknown) =>
        post('/api/capacity/bring-back', 'application/json', JSON.stringify({ file_id: fileId })),
    };
  };
  const actions = async () =>
    (await access.audit.find({ limit: 50 }))
      .filter(({ what }) => what.startsWith('/api/capacity'))
      .map(({ event, who, what }) => `${event} ${who} ${what}`);
  return { warehouse, as, actions, reported, file: join(warehouse, 'capacity.yaml') };
}

/** Publishes a snapshot that knows of units in these areas, and of nothing else. */
export async function publishAreas(warehouse: string, areas: readonly string[]): Promise<void> {
  mkdirSync(join(warehouse, 'snapshots'), { recursive: true });
  const file = `snapshots/areas-${areas.length}.duckdb`;
  const instance = await DuckDBInstance.create(join(warehouse, file));
  const connection = await instance.connect();
  await connection.run('create schema facts');
  await connection.run('create table facts.unit (unit_code varchar, area varchar)');
  for (const [index, area] of areas.entries())
    await connection.run('insert into facts.unit values ($1, $2)', [`U${index}`, area]);
  connection.closeSync();
  instance.closeSync();
  writeFileSync(
    join(warehouse, 'current.json'),
    JSON.stringify({ snapshot_id: 'areas', month: '2026-11', file }),
  );
}
