import { expect, test } from 'vitest';
import {
  ask,
  buildFixture,
  hazardRow,
  receive,
  returnRow,
  temporaryFolder,
  unitRow,
  type FileFixture,
} from '../warehouse/fixture.ts';

const units = (...rows: FileFixture['rows'][string]): FileFixture => ({
  name: 'units',
  receivedAt: '2025-01-01 08:00:00',
  rows: { unit: rows },
});

test('a hazard carried from month to month is one hazard, as last reported', async () => {
  const dir = temporaryFolder();
  const march = { found_date: '2025-03-05' };
  await receive(
    dir,
    units(unitRow('A')),
    {
      name: 'march',
      receivedAt: '2025-03-28',
      rows: { hazard: [hazardRow('A', '2025-03', '1'), hazardRow('A', '2025-03', 'withdrawn')] },
    },
    {
      name: 'march again',
      receivedAt: '2025-03-30',
      rows: { hazard: [hazardRow('A', '2025-03', '1')] },
    },
    {
      name: 'april',
      receivedAt: '2025-04-28',
      rows: { hazard: [hazardRow('A', '2025-04', '1', march)] },
    },
    {
      name: 'may',
      receivedAt: '2025-05-28',
      rows: {
        hazard: [
          hazardRow('A', '2025-05', '1', {
            ...march,
            status: 'struck_off',
            closed_date: '2025-05-20',
          }),
        ],
      },
    },
  );
  const { snapshot } = await buildFixture(dir);
  const hazards = await ask(
    snapshot.path,
    `select hazard_number, first_report_month::varchar as first, last_report_month::varchar as last,
       reports, status, is_open, first_received_at::date::varchar as known, file_id
     from facts.hazard`,
  );
  expect(hazards).toEqual([
    {
      hazard_number: '1',
      first: '2025-03-01',
      last: '2025-05-01',
      reports: 3,
      status: 'struck_off',
      is_open: false,
      known: '2025-03-28',
      file_id: 'may',
    },
  ]);
});

test('a return is on time until the end of the due day, late after it, missing once it is past', async () => {
  const dir = temporaryFolder();
  const file = (month: string, receivedAt: string): FileFixture => ({
    name: month,
    receivedAt,
    rows: { hazard_return: [returnRow('A', month, 0)] },
  });
  await receive(
    dir,
    units(unitRow('A')),
    file('2025-01', '2025-01-28 23:59:59'),
    file('2025-02', '2025-03-01 00:00:00'),
    file('2025-04', '2025-04-29 00:00:00'),
    file('2025-05', '2025-05-02 00:00:00'),
  );
  const status = async (now: string) =>
    ask(
      (await buildFixture(dir, { asOf: '2025-06', now: new Date(now) })).snapshot.path,
      'select left(month::varchar, 7) as month, status from facts.return order by month',
    );
  const past = [
    { month: '2025-01', status: 'on_time' },
    { month: '2025-02', status: 'late' },
    { month: '2025-03', status: 'missing' },
    { month: '2025-04', status: 'late' },
    { month: '2025-05', status: 'on_time' },
  ];
  expect(await status('2025-06-28T23:59:00+08:00')).toEqual(past);
  expect(await status('2025-06-29T00:00:01+08:00')).toEqual([
    ...past,
    { month: '2025-06', status: 'missing' },
  ]);
});

test('only open units of the kinds that owe it, registered by the due day, owe a return', async () => {
  const dir = temporaryFolder();
  await receive(
    dir,
    units(
      unitRow('A'),
      unitRow('firm', { kind: 'service_firm' }),
      unitRow('group'),
      unitRow('campus of a group', { kind: 'campus', parent_code: 'group' }),
      unitRow('campus alone', { kind: 'campus' }),
    ),
    {
      name: 'first',
      receivedAt: '2025-01-30 12:00:00',
      rows: { hazard_return: [returnRow('A', '2025-01', 1)] },
    },
    {
      name: 'new and closed',
      receivedAt: '2025-02-28 12:00:00',
      rows: { unit: [unitRow('new'), unitRow('A', { unit_status: 'closed' })] },
    },
    {
      name: 'too new',
      receivedAt: '2025-03-29 12:00:00',
      rows: { unit: [unitRow('too new')] },
    },
  );
  const { snapshot } = await buildFixture(dir, { asOf: '2025-03' });
  const owed = await ask(
    snapshot.path,
    `select left(month::varchar, 7) as month, list(unit_code order by unit_code) as units
     from facts.return group by month order by month`,
  );
  expect(owed).toEqual([
    { month: '2025-01', units: ['A', 'campus alone', 'group'] },
    { month: '2025-02', units: ['campus alone', 'group', 'new'] },
    { month: '2025-03', units: ['campus alone', 'group', 'new'] },
  ]);
});

test('months run from the first by whose end anything had come to the newest decided, each with its policy', async () => {
  const dir = temporaryFolder();
  const inspection = {
    inspection_number: '1',
    unit_code: 'A',
    inspection_date: '2024-11-20',
    inspection_type: 'special',
  };
  await receive(
    dir,
    units(unitRow('A')),
    { name: 'visits', receivedAt: '2024-12-03', rows: { inspection: [inspection] } },
    {
      name: 'late',
      receivedAt: '2025-02-20',
      rows: {
        hazard: [hazardRow('A', '2013-02', '1')],
        hazard_return: [returnRow('A', '2013-01', 0), returnRow('A', '2025-02', 0)],
        drill: [
          {
            unit_code: 'A',
            report_month: '2013-03-01',
            drill_date: '2013-03-05',
            drill_type: 'fire',
            ...Object.fromEntries(
              ['plan', 'record', 'comment', 'review', 'follow_up'].map((trace) => [
                `has_${trace}`,
                true,
              ]),
            ),
          },
        ],
        inspection: [{ ...inspection, inspection_number: '2', inspection_date: '2013-04-20' }],
      },
    },
  );
  const { snapshot } = await buildFixture(dir, { asOf: '2025-02' });
  expect(
    await ask(
      snapshot.path,
      `select month::varchar as month, cutoff::varchar as cutoff, policy_version
       from facts.month order by month`,
    ),
  ).toEqual([
    { month: '2024-12-01', cutoff: '2025-01-01', policy_version: 'first' },
    { month: '2025-01-01', cutoff: '2025-02-01', policy_version: 'second' },
    { month: '2025-02-01', cutoff: '2025-03-01', policy_version: 'second' },
  ]);
  expect(snapshot).toMatchObject({ month: '2025-02', policy_version: 'second' });
  expect(
    await ask(snapshot.path, 'select first_report_month::varchar as month from facts.hazard'),
  ).toEqual([{ month: '2013-02-01' }]);
});

test('an inspection weighs its findings by the policy of their day', async () => {
  const dir = temporaryFolder();
  const inspection = (number: string, day: string) => ({
    inspection_number: number,
    unit_code: 'A',
    inspection_date: day,
    inspection_type: 'special',
  });
  const finding = (inspectionNumber: string, number: string, day: string, severity: string) => ({
    inspection_number: inspectionNumber,
    finding_number: number,
    unit_code: 'A',
    found_date: day,
    work_area: 'fire',
    severity,
    description: '疏散通道堆物',
    status: 'found',
    false_return: false,
  });
  await receive(
    dir,
    units(unitRow('A')),
    {
      name: 'visits',
      receivedAt: '2025-02-01',
      rows: {
        inspection: [
          inspection('old', '2024-12-31'),
          inspection('new', '2025-01-01'),
          inspection('clean', '2025-01-02'),
        ],
        finding: [
          finding('old', '1', '2024-12-31', 'general'),
          finding('old', '2', '2024-12-31', 'major'),
          finding('new', '1', '2025-01-01', 'major'),
        ],
      },
    },
    {
      name: 'rectified',
      receivedAt: '2025-02-10',
      rows: {
        finding: [
          {
            ...finding('new', '1', '2025-01-01', 'major'),
            status: 'struck_off',
            closed_date: '2025-02-05',
          },
        ],
      },
    },
  );
  const { snapshot } = await buildFixture(dir);
  expect(
    await ask(
      snapshot.path,
      `select inspection_number, findings, major_findings, severity_points
       from facts.inspection order by inspection_date`,
    ),
  ).toEqual([
    { inspection_number: 'old', findings: 2, major_findings: 1, severity_points: 6 },
    { inspection_number: 'new', findings: 1, major_findings: 1, severity_points: 10 },
    { inspection_number: 'clean', findings: 0, major_findings: 0, severity_points: 0 },
  ]);
  expect(
    await ask(snapshot.path, `select finding_number from facts.finding where is_open order by all`),
  ).toEqual([{ finding_number: '1' }, { finding_number: '2' }]);
});

test('an area is named by units or by its boundary; the newest boundary counts', async () => {
  const dir = temporaryFolder();
  await receive(
    dir,
    units(unitRow('A', { area_lead: true }), unitRow('B')),
    {
      name: 'old map',
      receivedAt: '2025-01-01',
      rows: { area_boundary: [{ area: '东片区', geometry: '{"type":"old"}' }] },
    },
    {
      name: 'new map',
      receivedAt: '2025-02-01',
      rows: {
        area_boundary: [
          { area: '东片区', geometry: '{"type":"new"}' },
          { area: '空片区', geometry: '{"type":"empty"}' },
        ],
      },
    },
  );
  const { snapshot } = await buildFixture(dir);
  expect(await ask(snapshot.path, 'select * from facts.area order by units desc')).toEqual([
    { area: '东片区', lead_unit_code: 'A', units: 2, geometry: '{"type":"new"}' },
    { area: '空片区', lead_unit_code: null, units: 0, geometry: '{"type":"empty"}' },
  ]);
});
