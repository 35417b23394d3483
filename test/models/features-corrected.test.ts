import { expect, test } from 'vitest';
import type { TableData } from '../../pipeline/contracts/table-data.ts';
import { loadPolicies } from '../../pipeline/decision/index.ts';
import { readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { blameless, drill, finding, hazard, inspection, monthlyReturn, unit } from './received.ts';
import { valuesOf } from './values-of.ts';
import { World, type Received } from './world.ts';

test('a return that a correction took back was in until then, and is missing from then on', async () => {
  const rows = [...blameless('A'), ...blameless('B')];
  const takenBack: Received = {
    ...monthlyReturn('B', '2025-05', 1),
    file: 'correction',
    replaces: 'A 2025-05',
    receivedAt: '2025-07-10 10:00:00',
  };
  const world = await World.of([...rows, takenBack]);
  const months = await world.ask(`
    select left(f.month::varchar, 7) as month, f.return_missing, f.return_late,
      f.evidence_report_silence as known
    from features.unit_month f
    where f.unit_code = 'A' and f.month between date '2025-05-01' and date '2025-08-01'
    order by f.month`);
  expect(months).toEqual([
    { month: '2025-05', return_missing: 0, return_late: 0, known: 12 },
    { month: '2025-06', return_missing: 0, return_late: 0, known: 12 },
    { month: '2025-07', return_missing: 1, return_late: 1, known: 11 },
    { month: '2025-08', return_missing: 1, return_late: 1, known: 11 },
  ]);
  expect(await world.test()).toBeGreaterThan(80);
});

test('a log sent under a wrong year and corrected makes nobody owe the drills of that year', async () => {
  const logs = (code: string) => blameless(code).filter(({ row }) => !isEarlyLog(row));
  const isEarlyLog = (row: Received['row']) =>
    'drill_date' in row && String(row['report_month']) < '2025-03-01';
  const typo: Received = {
    ...drill('A', '2024-09'),
    file: 'typo',
    receivedAt: '2025-03-20 10:00:00',
  };
  const mended: Received = {
    ...drill('A', '2025-09', { drill_type: 'earthquake' }),
    file: 'mended',
    replaces: 'typo',
    receivedAt: '2025-04-10 10:00:00',
  };
  const world = await World.of([...logs('A'), ...logs('B'), typo, mended]);
  const missed = await world.numbers('features.unit_month', 'drill_missed');
  expect(missed.get('B 2025-03')).toBeGreaterThan(0);
  expect(missed.get('B 2025-04')).toBe(0);
});

test('a log under a mistyped month that nobody corrects sets no date for the district', async () => {
  const files = readPolicyFiles();
  const newest = files.find(({ text }) => text.includes('\nreturn_scope_share: 0.2'))?.text ?? '';
  const rules = (text: string) =>
    loadPolicies([{ file: 'rules.yaml', text: text.replace('2027-01-01', '2023-09-01') }]);
  const codes = ['A', 'B', 'C', 'D', 'E', 'F'];
  const typo = (code: string): Received => ({
    ...drill(code, '2024-03'),
    file: `typo ${code}`,
    receivedAt: '2025-03-20 10:00:00',
  });
  const missed = async (policy: readonly TableData[], ...mistaken: readonly string[]) => {
    // A visit early in 2024, so that the months begin before those of the logs.
    const rows = [
      inspection('A', 'V1', '2024-01'),
      ...codes.flatMap((code) => [unit(code), ...blameless(code, '2025-03', '2025-06')]),
    ];
    const world = await World.of([...rows, ...mistaken.map(typo)], { policy, asOf: '2025-06' });
    return (await world.numbers('features.unit_month', 'drill_missed')).get('B 2025-06');
  };
  expect(await missed(rules(newest), 'A')).toBe(0);
  // Two of six are more than the share, and a version without the share asks for one.
  expect(await missed(rules(newest), 'A', 'C')).toBeGreaterThan(0);
  expect(await missed(rules(newest.replace(/^return_scope_share.*/m, '')), 'A')).toBeGreaterThan(0);
});

test('a return sent ahead of its month counts from that month on', async () => {
  const rows = [...blameless('A', '2024-01', '2025-09'), monthlyReturn('A', '2025-11', 0, 1)].map(
    (item) => (item.file === 'A 2025-11' ? { ...item, receivedAt: '2025-09-20 10:00:00' } : item),
  );
  const known = async (asOf: string) =>
    (await World.of(rows, { asOf })).numbers('features.unit_month', 'evidence_report_silence');
  const [then, now] = [await known('2025-09'), await known('2025-12')];
  expect(now.get('A 2025-09')).toBe(then.get('A 2025-09'));
});

test('hazards that a correction moved to another unit are the reports of that one', async () => {
  const ledger = ['1', '2', '3'].map((number) => hazard('A', '2025-06', number));
  const world = await World.of([
    ...blameless('A'),
    ...blameless('B'),
    ...ledger,
    ...ledger.map((item) => ({
      ...item,
      row: { ...item.row, unit_code: 'B' },
      file: 'corrected',
      replaces: item.file,
      receivedAt: '2025-08-06 10:00:00',
    })),
  ]);
  const own = await world.numbers('features.running_count', 'own_hazards');
  const of = (code: string) => ['2025-07', '2025-08'].map((month) => own.get(`${code} ${month}`));
  expect([of('A'), of('B')]).toEqual([
    [3, 0],
    [0, 3],
  ]);
});

test('a finding whose day or work area was corrected repeats neither itself nor makes another repeat', async () => {
  const corrected = (item: Received, receivedAt: string): Received => ({
    ...item,
    file: `${item.file} corrected`,
    receivedAt,
  });
  const rows = [
    ...blameless('A'),
    ...['V1', 'V2', 'V3'].map((number, index) => inspection('A', number, `2025-0${index + 3}`)),
    // Written down two days early.
    finding('A', 'V1', '1', '2025-03', { work_area: 'food', found_date: '2025-03-10' }),
    corrected(
      finding('A', 'V1', '1', '2025-03', { work_area: 'food', found_date: '2025-03-12' }),
      '2025-04-02 10:00:00',
    ),
    // Of another work area, as was told after the third visit.
    finding('A', 'V2', '1', '2025-04'),
    corrected(finding('A', 'V2', '1', '2025-04', { work_area: 'bus' }), '2025-07-02 10:00:00'),
    finding('A', 'V3', '1', '2025-05'),
  ];
  expect(await valuesOf('finding_repeated', rows)).toEqual({ '2025-05': 1, '2025-06': 1 });
});

test('findings without a record that were written to a wrong unit are a visit of the right one', async () => {
  const wrong = finding('A', 'V9', '1', '2025-03', { severity: 'major' });
  const world = await World.of([
    ...blameless('A'),
    ...blameless('B'),
    wrong,
    {
      ...wrong,
      row: { ...wrong.row, unit_code: 'B' },
      file: 'corrected',
      receivedAt: '2025-05-06 10:00:00',
    },
  ]);
  const seen = await world.ask(`
    select left(month::varchar, 7) as month, unit_code, inspection_number as visit, severity_points
    from features.known_visit
    where month between date '2025-03-01' and date '2025-06-01'
    order by month`);
  expect(seen.map(Object.values)).toEqual([
    ['2025-03', 'A', 'V9', 5],
    ['2025-04', 'A', 'V9', 5],
    ['2025-05', 'B', 'V9', 5],
    ['2025-06', 'B', 'V9', 5],
  ]);
  expect(await world.test()).toBeGreaterThan(80);
});

test('findings go with their visit to the unit that its record is corrected to, from then on', async () => {
  const visit = inspection('A', 'V1', '2025-03');
  const open = { severity: 'major', status: 'rectifying', closed_date: null };
  const world = await World.of([
    ...blameless('A'),
    ...blameless('B'),
    visit,
    finding('A', 'V1', '1', '2025-03', open),
    // Under a unit that the visit never had: perhaps its number is wrong, so it stays where it is.
    finding('B', 'V2', '1', '2025-03'),
    inspection('A', 'V2', '2025-03'),
    {
      ...visit,
      row: { ...visit.row, unit_code: 'B' },
      file: 'moved',
      receivedAt: '2025-05-06 10:00:00',
    },
    { ...visit, file: 'moved back', receivedAt: '2025-07-06 10:00:00' },
  ]);
  const gate = await world.numbers('features.unit_month', 'gate_open_major_hazard');
  const of = (code: string) =>
    ['2025-03', '2025-04', '2025-05', '2025-06', '2025-07'].map((month) =>
      gate.get(`${code} ${month}`),
    );
  expect([of('A'), of('B')]).toEqual([
    [1, 1, 0, 0, 1],
    [0, 0, 1, 1, 0],
  ]);
  expect(
    await world.ask('select inspection_number as visit, unit_code from facts.finding order by 1'),
  ).toEqual([
    { visit: 'V1', unit_code: 'A' },
    { visit: 'V2', unit_code: 'B' },
  ]);
  expect(await world.test()).toBeGreaterThan(80);
});

test('findings stand for their visit again where its record is withdrawn', async () => {
  const register = inspection('A', 'V1', '2025-03');
  const world = await World.of([
    ...blameless('A'),
    finding('A', 'V1', '1', '2025-03'),
    { ...register, file: 'register' },
    // The corrected register no longer lists it.
    {
      ...inspection('A', 'V7', '2025-04'),
      file: 'corrected',
      replaces: 'register',
      receivedAt: '2025-05-06 10:00:00',
    },
  ]);
  const seen = await world.ask(`
    select left(month::varchar, 7) as month, string_agg(inspection_number, ' ' order by visit_date) as visits
    from features.known_visit
    where month between date '2025-03-01' and date '2025-06-01'
    group by all
    order by month`);
  expect(seen.map(Object.values)).toEqual([
    ['2025-03', 'V1'],
    ['2025-04', 'V1'],
    ['2025-05', 'V1 V7'],
    ['2025-06', 'V1 V7'],
  ]);
});
