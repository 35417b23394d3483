import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CapacityVersion } from '../../pipeline/cli/planning/capacity-desk.ts';
import { publishAreas, servingTeams, YAML } from './teams-server.ts';

const SECOND = YAML.replace('version: example', "version: '2026 二版'").replace('示例甲', '陈某');

async function versionsOf(get: (url: string) => Promise<{ json(): unknown }>) {
  const { versions } = (await get('/api/capacity/versions')).json() as {
    versions: CapacityVersion[];
  };
  return versions;
}

test('every file handed in is kept, with who and when; an earlier one is seen and brought back', async () => {
  const { as, actions, file } = await servingTeams();
  const planner = await as('planner');
  const root = await as('root');
  expect(await versionsOf(planner.get)).toEqual([]);
  const before = new Date().toISOString();
  await planner.handIn(YAML, '一版.yaml');
  await root.handIn(SECOND, '二版.yaml');
  const [newest, first] = await versionsOf(planner.get);
  expect(newest).toMatchObject({
    capacity_version: '2026 二版',
    file_name: '二版.yaml',
    teams: 3,
    inspectors: 8,
    handed_in_by: 'root',
    in_force: true,
  });
  expect(first).toMatchObject({ file_name: '一版.yaml', handed_in_by: 'planner', in_force: false });
  expect([before, first?.handed_in_at, newest?.handed_in_at].sort()).toEqual([
    before,
    first?.handed_in_at,
    newest?.handed_in_at,
  ]);

  const earlier = await root.get(`/api/capacity/versions/${first?.file_id}`);
  expect(earlier.body).toBe(YAML);
  expect(readFileSync(file, 'utf8')).toBe(SECOND);

  const back = await planner.bringBack(first?.file_id);
  expect(back.statusCode, back.body).toBe(200);
  expect(readFileSync(file, 'utf8')).toBe(YAML);
  expect(
    (await versionsOf(planner.get)).map((each) => [
      each.file_name,
      each.handed_in_by,
      each.in_force,
    ]),
  ).toEqual([
    ['一版.yaml', 'planner', true],
    ['二版.yaml', 'root', false],
    ['一版.yaml', 'planner', false],
  ]);
  expect((await actions()).sort()).toEqual([
    'action planner /api/capacity 一版.yaml',
    `action planner /api/capacity/bring-back example (${first?.file_id.slice(0, 8)})`,
    'action root /api/capacity 二版.yaml',
    `personal_access root /api/capacity/versions/${first?.file_id}`,
  ]);
});

test('a file in force that nobody handed in here is kept too before another takes its place', async () => {
  const { as, file } = await servingTeams();
  writeFileSync(file, YAML);
  const { get, handIn, bringBack } = await as('planner');
  expect(await versionsOf(get)).toMatchObject([
    { file_name: 'capacity.yaml', handed_in_by: null, in_force: true },
  ]);
  const [shown] = await versionsOf(get);
  expect((await get(`/api/capacity/versions/${shown?.file_id}`)).body).toBe(YAML);
  await handIn(SECOND);
  const [, unsigned] = await versionsOf(get);
  expect(unsigned).toMatchObject({ capacity_version: 'example', handed_in_by: null });
  await bringBack(unsigned?.file_id);
  expect(readFileSync(file, 'utf8')).toBe(YAML);
});

test.each(['leader', 'analyst', 'clerk', 'planner-of-an-area'])(
  '%s sees none of them and brings none back',
  async (name) => {
    const { as, file } = await servingTeams();
    const planner = await as('planner');
    await planner.handIn(YAML);
    await planner.handIn(SECOND);
    const [, first] = await versionsOf(planner.get);
    const { get, bringBack } = await as(name);
    expect((await get('/api/capacity/versions')).statusCode).toBe(403);
    expect((await get(`/api/capacity/versions/${first?.file_id}`)).statusCode).toBe(403);
    expect((await bringBack(first?.file_id)).statusCode).toBe(403);
    expect(readFileSync(file, 'utf8')).toBe(SECOND);
  },
);

test.each(['0'.repeat(64), '../../capacity', '..%2f..%2fcapacity', 'x', ''])(
  'a file that was never handed in is not found: %s',
  async (fileId) => {
    const { as, file, warehouse } = await servingTeams();
    const { get, handIn, bringBack } = await as('planner');
    await handIn(YAML);
    const back = await bringBack(fileId);
    expect([400, 404]).toContain(back.statusCode);
    if (fileId !== '')
      expect((await get(`/api/capacity/versions/${encodeURIComponent(fileId)}`)).statusCode).toBe(
        404,
      );
    expect((await bringBack(7)).statusCode).toBe(400);
    expect(readFileSync(file, 'utf8')).toBe(YAML);
    expect(readdirSync(join(warehouse, 'capacity'))).toHaveLength(2);
  },
);

test('a team that starts from an area without units is refused, with the nearest there is', async () => {
  const { as, file, warehouse, actions } = await servingTeams();
  await publishAreas(warehouse, ['东片区', '西片区', '东片区', '滨江片区']);
  const { get, handIn, bringBack } = await as('planner');
  expect((await handIn(YAML)).statusCode).toBe(200);
  const mistyped = YAML.replace(/area: "西片区"/, 'area: "西片曲"');
  const answer = await handIn(mistyped, '错.yaml');
  expect(answer.statusCode).toBe(422);
  expect(answer.json().error).toMatchObject({
    code: 'capacity_invalid',
    message: expect.stringMatching(
      /teams\[2\]\.area: 检查二组 starts from "西片曲".*did you mean "西片区"\?.*东片区, 滨江片区, 西片区/,
    ),
    where: {
      file: '错.yaml',
      row: mistyped.split('\n').findIndex((line) => line.includes('西片曲')) + 1,
    },
  });
  const far = await handIn(YAML.replace(/area: "西片区"/, 'area: Atlantis'));
  expect(far.json().error.message).not.toContain('did you mean');
  const long = await handIn(YAML.replace(/area: "西片区"/, `area: ${'西片'.repeat(5000)}`));
  expect(long.statusCode).toBe(422);
  expect(readFileSync(file, 'utf8')).toBe(YAML);
  expect(await actions()).toHaveLength(1);

  // An area may go: what was right when it was handed in is checked again when it is brought back.
  await handIn(YAML.replaceAll('西片区', '东片区'));
  await publishAreas(warehouse, ['东片区', '滨江片区']);
  const [, first] = await versionsOf(get);
  const back = await bringBack(first?.file_id);
  expect([back.statusCode, back.json().error.code]).toEqual([422, 'capacity_invalid']);
  expect(readFileSync(file, 'utf8')).not.toBe(YAML);
});

test('before there are units any area is taken', async () => {
  const { as, file } = await servingTeams();
  const { handIn } = await as('planner');
  const early = YAML.replace(/area: "西片区"/, 'area: 尚无单位的片区');
  expect((await handIn(early)).statusCode).toBe(200);
  expect(readFileSync(file, 'utf8')).toBe(early);
});
