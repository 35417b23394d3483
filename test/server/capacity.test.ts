import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCapacity } from '../../pipeline/planning/capacity.ts';
import { exampleCapacity } from '../../pipeline/planning/example-capacity.ts';
import { servingTeams, YAML } from './teams-server.ts';

const BROKEN = YAML.replace('kind: bureau', 'kind: office');

test('before there is a file, the page is told so, and that is no failure', async () => {
  const { as } = await servingTeams();
  const answer = await (await as('leader')).get('/api/plan');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ capacity_version: null });
  expect((await (await as('planner')).get('/api/capacity')).json().error).toMatchObject({
    code: 'capacity_missing',
    where: { file: 'capacity.yaml' },
  });
});

test.each(['planner', 'root'])('%s hands in a file, and takes it back as it was', async (name) => {
  const { as, actions, file, warehouse } = await servingTeams();
  const { handIn, get } = await as(name);
  const answer = await handIn(YAML, '../../力量 2026.yaml');
  expect(answer.statusCode, answer.body).toBe(200);
  expect(answer.json()).toMatchObject({ capacity_version: 'example', teams: 3, inspectors: 8 });
  expect(readFileSync(file, 'utf8')).toBe(YAML);
  expect(readdirSync(warehouse).sort()).toEqual(['capacity', 'capacity.yaml']);
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
    const { as, actions, file } = await servingTeams();
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
  const { as, file, actions } = await servingTeams();
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
  const { as, file, reported } = await servingTeams();
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
