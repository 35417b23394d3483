import { expect, test } from 'vitest';
import { hazard, unit } from './received.ts';
import { World, type Received, type Row } from './world.ts';

const found = { found_date: '2025-03-05' };

/** Hazard 1 of unit A as a month lists it. */
const listed = (month: string, more: Row = {}, receivedDay = 26): Received =>
  hazard('A', month, '1', { ...found, deadline: '2025-03-25', ...more }, receivedDay);

const struckOff = (day: string): Row => ({ status: 'struck_off', closed_date: day });

/** A listing of the same month sent again on a day. */
const again = (row: Received, receivedDay: string, more: Row = {}): Received => ({
  ...row,
  file: `again ${receivedDay}`,
  receivedAt: `${receivedDay} 10:00:00`,
  row: { ...row.row, ...more },
});

/** Events of hazard 1 known at the end of a day (default: all that still hold): event, before, after. */
async function events(rows: readonly Received[], day = '2030-01-01'): Promise<string[]> {
  const world = await World.of([unit('A'), ...rows], { only: 'facts.hazard_event' });
  const found = await world.ask(
    `select event, event_date::varchar as day, coalesce(before, '') as before, coalesce(after, '') as after
     from facts.hazard_event
     where hazard_number = '1' and known_from < timestamp '${day}' + interval 1 day
       and (known_to is null or known_to > timestamp '${day}' + interval 1 day)
     order by report_month, known_from, event`,
  );
  return found.map(({ event, day: on, before, after }) =>
    `${String(event)} ${String(on)} ${String(before)}>${String(after)}`.trim(),
  );
}

test('a hazard from its report to its closing, with what lay between', async () => {
  const rows = [
    listed('2025-03'),
    listed('2025-04', { deadline: '2025-04-30', extensions: 1 }),
    listed('2025-05', { deadline: '2025-04-30', extensions: 1, severity: 'major' }),
    listed('2025-06', { deadline: '2025-04-30', severity: 'major', ...struckOff('2025-06-10') }),
  ];
  const all = [
    'reported 2025-03-05 >general',
    'deadline_extended 2025-04-26 2025-03-25>2025-04-30',
    'severity_changed 2025-05-26 general>major',
    'struck_off 2025-06-10 2025-04-30>2025-06-10',
  ];
  expect(await events(rows)).toEqual(all);
  expect(await events(rows, '2025-05-01')).toEqual(all.slice(0, 2));
});

test('a count that rises is an extension even where the deadline stays', async () => {
  expect(
    await events([
      listed('2025-03', { deadline: null }),
      listed('2025-04', { deadline: null, extensions: 1 }),
    ]),
  ).toContain('deadline_extended 2025-04-26 >');
});

test('struck off and open again in a later return is reopened; the closing stays', async () => {
  const rows = [
    listed('2025-03'),
    listed('2025-04', struckOff('2025-04-10')),
    listed('2025-06', { deadline: '2025-07-31', closed_date: null }),
    listed('2025-07', struckOff('2025-07-20')),
  ];
  expect(await events(rows)).toEqual([
    'reported 2025-03-05 >general',
    'struck_off 2025-04-10 2025-03-25>2025-04-10',
    'reopened 2025-06-26 struck_off>rectifying',
    'struck_off 2025-07-20 2025-03-25>2025-07-20',
  ]);
});

test('a correction that sets a slip right is no extension; one after the deadline ran out is', async () => {
  const march = listed('2025-03', { deadline: '2025-04-25' });
  expect(await events([march, again(march, '2025-04-02', { deadline: '2025-05-25' })])).toEqual([
    'reported 2025-03-05 >general',
  ]);
  expect(await events([march, again(march, '2025-04-27', { deadline: '2025-05-25' })])).toEqual([
    'reported 2025-03-05 >general',
    'deadline_extended 2025-04-27 2025-04-25>2025-05-25',
  ]);
  // One that came in time and could be read after the deadline is judged by when it came.
  const held = {
    ...again(march, '2025-04-02', { deadline: '2025-05-25' }),
    readableFrom: '2025-06-10 12:00:00',
  };
  expect(await events([march, held])).toEqual(['reported 2025-03-05 >general']);
});

test('a correction of the month before takes back what only seemed to be an extension', async () => {
  const march = listed('2025-03');
  const rows = [
    march,
    listed('2025-04', { deadline: '2025-05-25' }),
    again(march, '2025-05-03', { deadline: '2025-05-25' }),
  ];
  expect(await events(rows, '2025-05-01')).toContain(
    'deadline_extended 2025-04-26 2025-03-25>2025-05-25',
  );
  // It came in after the first deadline had run out, so it counts all the same, but once.
  expect((await events(rows)).filter((event) => event.startsWith('deadline_extended'))).toEqual([
    'deadline_extended 2025-05-03 2025-03-25>2025-05-25',
  ]);
});

test('a striking off that a correction takes back is said, and is no reopening', async () => {
  const march = listed('2025-03', struckOff('2025-03-20'));
  const rows = [march, again(march, '2025-04-02', { status: 'rectifying', closed_date: null })];
  expect(await events(rows, '2025-04-01')).toContain('struck_off 2025-03-20 2025-03-25>2025-03-20');
  expect(await events(rows)).toEqual([
    'reported 2025-03-05 >general',
    'closing_withdrawn 2025-04-02 struck_off>rectifying',
  ]);
});

test('a late return of an earlier month reopens nothing', async () => {
  const rows = [
    listed('2025-04', struckOff('2025-04-10')),
    { ...listed('2025-03'), receivedAt: '2025-05-09 10:00:00', file: 'late' },
  ];
  expect(await events(rows)).toEqual([
    'reported 2025-03-05 >general',
    'struck_off 2025-04-10 2025-03-25>2025-04-10',
  ]);
});

test('left out of the next ledger, or dropped by a correction, without being struck off', async () => {
  const other = hazard('A', '2025-04', '2');
  expect(await events([listed('2025-03'), other])).toEqual([
    'reported 2025-03-05 >general',
    'withdrawn 2025-04-26 rectifying>',
  ]);
  expect(await events([listed('2025-03', struckOff('2025-03-20')), other])).toHaveLength(2);
  const march = listed('2025-03');
  const dropped = again(hazard('A', '2025-03', '2'), '2025-04-02');
  expect(await events([march, dropped], '2025-04-01')).toEqual(['reported 2025-03-05 >general']);
  expect(await events([march, dropped])).toEqual(['withdrawn 2025-04-02 rectifying>']);
});
