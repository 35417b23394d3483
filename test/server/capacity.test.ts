import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PlanDesk } from '../../pipeline/cli/planning/desk.ts';
import { planActions } from '../../pipeline/cli/planning/plan-actions.ts';
import { Turns } from '../../pipeline/cli/turns.ts';
import { readCapacity } from '../../pipeline/planning/capacity.ts';
import { exampleCapacity } from '../../pipeline/planning/example-capacity.ts';
import { accessFolder, givenDesk } from '../access/given-desk.ts';
import { OWN, signedIn } from './access/signing-in.ts';
import { tinyServer } from './tiny-server.ts';

const YAML = exampleCapacity(['东片区', '西片区'], '2026-12');
const BROKEN = YAML.replace('kind: bureau', 'kind: office');
const URL_OF = (name: string) => `/api/capacity?name=${encodeURIComponent(name)}`;

/** A server on a warehouse without a file of teams, with accounts that may keep it and accounts that may not. */
async function serving() {
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
    const handIn = (payload: string | Buffer, file = '力量.yaml') =>
      server.inject({
        method: 'POST',
        url: URL_OF(file),
        headers: {
          ...OWN,
          cookie,
          'accept-language': 'en',
          'content-type': 'application/octet-stream',
        },
        payload,
      });
    return { get, handIn };
  };
  const actions = async () =>
    (await access.audit.find({ limit: 50 }))
      .filter(({ what }) => what.startsWith('/api/capacity'))
      .map(({ event, who, what }) => `${event} ${who} ${what}`);
  return { warehouse, as, actions, reported, file: join(warehouse, 'capacity.yaml') };
}

test('before there is a file, the page is told so, and that is no failure', async () => {
  const { as } = await serving();
  const answer = await (await as('leader')).get('/api/plan');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ capacity_version: null });
  expect((await (await as('planner')).get('/api/capacity')).json().error).toMatchObject({
    code: 'capacity_missing',
    where: { file: 'capacity.yaml' },
  });
});

test.each(['planner', 'root'])('%s hands in a file, and takes it back as it was', async (name) => {
  const { as, actions, file, warehouse } = await serving();
  const { handIn, get } = await as(name);
  const answer = await handIn(YAML, '../../力量 2026.yaml');
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.json()).toEqual({ capacity_version: 'example', teams: 3, inspectors: 8 });
  expect(readFileSync(file, 'utf8')).toBe(YAML);
  expect(readdirSync(warehouse)).toEqual(['capacity.yaml']);
  expect(new PlanDesk(warehouse).capacity().teams).toHaveLength(3);
  const back = await get('/api/capacity');
  expect(back.body).toBe(YAML);
  expect(back.headers['content-disposition']).toContain('capacity.yaml');
  expect((await actions()).sort()).toEqual([
    `action ${name} /api/capacity 力量 2026.yaml`,
    `personal_access ${name} /api/capacity`,
  ]);
});

test.each(['leader', 'analyst', 'clerk', 'planner-of-an-area'])(
  '%s may neither hand it in nor take it, nor the example',
  async (name) => {
    const { as, actions, file } = await serving();
    const { handIn, get } = await as(name);
    expect((await handIn(YAML)).statusCode).toBe(403);
    expect((await get('/api/capacity')).statusCode).toBe(403);
    expect((await get('/api/capacity/example')).statusCode).toBe(403);
    expect(existsSync(file)).toBe(false);
    expect(await actions()).toEqual([]);
  },
);

test.each([
  ['an unknown kind', BROKEN, 'kind', /unknown "office"; expected one of bureau, mutual/],
  ['no YAML', YAML.replace('teams:', 'teams: ]'), 'teams: ]', /not valid YAML/],
])('%s is refused at its line, and the file in force stays', async (_, content, at, why) => {
  const { as, file, actions } = await serving();
  const { handIn } = await as('planner');
  await handIn(YAML);
  const row = content.split('\n').findIndex((line) => line.trim().startsWith(at)) + 1;
  const answer = await handIn(content, '二版.yaml');
  expect(answer.statusCode).toBe(422);
  expect(answer.json().error).toMatchObject({
    code: 'capacity_invalid',
    message: expect.stringMatching(why),
    where: { file: '二版.yaml', row },
    hint: 'Mend that line and hand the file in again',
  });
  expect(readFileSync(file, 'utf8')).toBe(YAML);
  expect(await actions()).toHaveLength(1);
});

test('what is not UTF-8, too large or no file is refused, and nothing is kept', async () => {
  const { as, file, reported } = await serving();
  const { handIn } = await as('planner');
  const gbk = await handIn(Buffer.from([0xbc, 0xec, 0xb2, 0xe9]));
  expect([gbk.statusCode, gbk.json().error.message]).toEqual([
    422,
    'The capacity file is wrong: it is no UTF-8 text',
  ]);
  const large = await handIn(`${YAML}#${'x'.repeat(64 * 1024)}`);
  expect([large.statusCode, large.json().error.message]).toEqual([
    413,
    'The file of teams is too large: 64 KB at most',
  ]);
  expect((await handIn('')).statusCode).toBe(422);
  expect((await handIn(`teams: ${'['.repeat(20_000)}`)).statusCode).toBe(422);
  expect((await handIn(YAML, '///')).json().error.code).toBe('name_missing');
  expect(existsSync(file)).toBe(false);
  expect(reported).toEqual([]);
});

test.each([
  [['东片区', '西片区'], 3],
  [['只有一个: "片区" #1'], 2],
  [[], 2],
])('the example for the areas %j is taken as it is, uncommented too', (areas, teams) => {
  const content = exampleCapacity(areas, '2026-12');
  const taken = readCapacity('example.yaml', content);
  expect(taken.teams).toHaveLength(teams);
  expect(taken.teams.filter(({ kind }) => kind === 'bureau')).toHaveLength(2);
  for (const { area } of taken.teams) if (areas.length > 0) expect(areas).toContain(area);
  const whole = content.replace(/# (?=from_units:|days_off:|months:$| {2}\d{4}-)/gm, '');
  const { teams: all, months } = readCapacity('example.yaml', whole);
  expect(months).toEqual({ '2026-12': 3 });
  expect(all[0]?.inspectors[2]).toMatchObject({ fromUnits: ['1001'] });
  expect(all[0]?.inspectors[2]?.daysOff).toHaveLength(1);
});
