import { expect, test } from 'vitest';
import { accident, blameless, hazard, unit } from './received.ts';
import { World, type Received, type Row } from './world.ts';

/** A change of unit A, known from 08:00 of a day. */
const change = (
  number: string,
  type: string,
  date: string,
  known: string,
  more: Row = {},
): Received => ({
  dataset: 'unit_change',
  receivedAt: `${known} 08:00:00`,
  file: `change ${number} ${known}`,
  row: { change_number: number, change_type: type, change_date: date, unit_code: 'A', ...more },
});

const merged = change('1', 'merge', '2025-06-01', '2025-06-10', { successor_codes: 'B' });

/** What a unit was at the end of some days. */
async function unitOn(rows: readonly Received[], ...days: string[]): Promise<string[]> {
  const world = await World.of([unit('A', { parent_code: 'G' }), ...rows], {
    only: 'facts.unit_version',
  });
  return Promise.all(
    days.map(async (day) => {
      const [row] = await world.ask(
        `select unit_name, parent_code, area, is_open from facts.unit_version
         where unit_code = 'A' and valid_from < timestamp '${day}' + interval 1 day
           and (valid_to is null or valid_to >= timestamp '${day}' + interval 1 day)`,
      );
      return [row?.['unit_name'], row?.['parent_code'], row?.['area'], row?.['is_open']].join(' ');
    }),
  );
}

test('a change counts from its date, or from the day it is known where that is later', async () => {
  const rename = (date: string, known: string) =>
    change('1', 'rename', date, known, { new_name: '新名' });
  const days = ['2025-03-31', '2025-04-30', '2025-05-31'];
  const [before, after] = ['单位A G 东片区 true', '新名 G 东片区 true'];
  expect(await unitOn([rename('2025-04-01', '2025-03-02')], ...days)).toEqual([
    before,
    after,
    after,
  ]);
  expect(await unitOn([rename('2025-04-01', '2025-05-02')], ...days)).toEqual([
    before,
    before,
    after,
  ]);
});

test('moved, closed and opened again; a later register tells the name, but opens nothing', async () => {
  const rows = [
    change('1', 'move', '2025-02-01', '2025-02-01', { new_parent_code: 'H', new_area: '西片区' }),
    change('2', 'close', '2025-03-01', '2025-03-01'),
    {
      ...unit('A', { unit_name: '册上名', parent_code: 'K' }),
      file: 'new',
      receivedAt: '2025-04-01 08:00:00',
    },
    change('3', 'reopen', '2025-05-01', '2025-05-01'),
  ];
  expect(
    await unitOn(rows, '2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30', '2025-05-31'),
  ).toEqual([
    '单位A G 东片区 true',
    '单位A H 西片区 true',
    '单位A H 西片区 false',
    '册上名 K 东片区 false',
    '册上名 K 东片区 true',
  ]);
});

test('a unit that leaves its group has no parent any more, until it moves or a register says otherwise', async () => {
  const rows = [
    change('1', 'independent', '2025-02-01', '2025-02-01'),
    change('2', 'move', '2025-03-01', '2025-03-01', { new_parent_code: 'H' }),
    change('3', 'independent', '2025-04-01', '2025-04-01'),
    {
      ...unit('A', { parent_code: 'K' }),
      file: 'new',
      receivedAt: '2025-05-01 08:00:00',
    },
  ];
  expect(
    await unitOn(rows, '2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30', '2025-05-31'),
  ).toEqual([
    '单位A G 东片区 true',
    '单位A  东片区 true',
    '单位A H 东片区 true',
    '单位A  东片区 true',
    '单位A K 东片区 true',
  ]);
});

test('a change that a correction takes back counts only as long as it stood', async () => {
  const wrong = change('1', 'close', '2025-03-01', '2025-03-01');
  const right = {
    ...change('1', 'rename', '2025-03-01', '2025-04-10', { new_name: '新名' }),
    replaces: wrong.file,
  };
  expect(await unitOn([wrong, right], '2025-02-28', '2025-03-31', '2025-04-30')).toEqual([
    '单位A G 东片区 true',
    '单位A G 东片区 false',
    '新名 G 东片区 true',
  ]);
});

test('a split unit goes on only where it is one of its own parts', async () => {
  const split = (successors: string) =>
    change('1', 'split', '2025-03-01', '2025-03-01', { successor_codes: successors });
  const others = [unit('B'), unit('C')];
  expect(await unitOn([...others, split('A、B')], '2025-03-31')).toEqual(['单位A G 东片区 true']);
  expect(await unitOn([...others, split('B，C')], '2025-03-31')).toEqual(['单位A G 东片区 false']);
});

test('a merged unit owes nothing after it and is in no month, and its figures keep the old names', async () => {
  const rename = { ...change('2', 'rename', '2025-03-10', '2025-03-10', { new_name: '新名' }) };
  const world = await World.of([
    ...blameless('A', '2024-01', '2025-05'),
    ...blameless('B'),
    rename,
    merged,
  ]);
  await world.test();
  expect(
    await world.ask(
      `select min(month)::varchar as first, max(month)::varchar as last, unit_name
       from marts.unit_month where unit_code = 'A' group by unit_name order by first`,
    ),
  ).toEqual([
    { first: '2024-01-01', last: '2025-02-01', unit_name: '单位A' },
    { first: '2025-03-01', last: '2025-05-01', unit_name: '新名' },
  ]);
  expect(
    await world.ask(
      `select max(month)::varchar as last from facts.return where unit_code = 'A'
       union all select max(last_month)::varchar from features.drill_period where unit_code = 'A'`,
    ),
  ).toEqual([{ last: '2025-05-01' }, { last: '2025-05-01' }]);
  expect(
    await world.ask(`select unit_name, unit_status from facts.unit where unit_code = 'A'`),
  ).toEqual([{ unit_name: '新名', unit_status: 'closed' }]);
});

test('accidents and open major hazards go on with the unit merged into, and the reason says so', async () => {
  const major = { severity: 'major', deadline: '2026-03-01' };
  const world = await World.of([
    ...blameless('A', '2024-01', '2025-05'),
    ...blameless('B'),
    hazard('A', '2025-05', 'x', major),
    accident('A', 'S1', '2025-04'),
    merged,
    // B takes the hazard into its own ledger in September and strikes it off in October.
    hazard('B', '2025-09', 'own', {
      ...major,
      found_date: '2025-05-05',
      description: '灭火器压力不足 x',
    }),
    hazard('B', '2025-10', 'own', {
      ...major,
      found_date: '2025-05-05',
      description: '灭火器压力不足 x',
      status: 'struck_off',
      closed_date: '2025-10-10',
    }),
  ]);
  await world.test();
  const gates = await world.ask(
    `select left(month::varchar, 7) as month, indicator, value::integer as facts, reason_zh
     from marts.decision_reason where unit_code = 'B' and reason_kind = 'gate'
       and month in (date '2025-05-01', date '2025-06-01', date '2025-09-01', date '2025-10-01')
     order by month, indicator`,
  );
  expect(gates.map(({ month, indicator, facts }) => [month, indicator, facts])).toEqual([
    ['2025-06', 'accident_recent', 1],
    ['2025-06', 'open_major_hazard', 1],
    ['2025-09', 'accident_recent', 1],
    ['2025-09', 'open_major_hazard', 1],
    ['2025-10', 'accident_recent', 1],
  ]);
  expect(gates[1]?.['reason_zh']).toBe('1 条重大隐患尚未销号（其中 1 项承自单位A）');
  expect(gates[3]?.['reason_zh']).toBe('1 条重大隐患尚未销号');
  expect(
    await world.ask(
      `select title_en from marts.evidence
       where unit_code = 'B' and month = date '2025-12-01' and indicator = 'accident_recent'`,
    ),
  ).toEqual([{ title_en: '课间摔伤 (from 单位A)' }]);
});
