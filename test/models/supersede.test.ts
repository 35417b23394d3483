import { expect, test } from 'vitest';
import { finding, hazard, inspection, unit } from './received.ts';
import { World, type Received } from './world.ts';

/** The same row, in another file received at another time. */
const sent = (
  row: Received,
  file: string,
  receivedAt: string,
  replaces?: string,
  more: Received['row'] = {},
): Received => ({
  ...row,
  file,
  receivedAt: `${receivedAt} 10:00:00`,
  ...(replaces === undefined ? {} : { replaces }),
  row: { ...row.row, ...more },
});

/** What stands of staging.hazard on some days: hazard, and the file that says so. */
async function standing(rows: readonly Received[], ...days: string[]): Promise<string[][]> {
  const world = await World.of([unit('A'), unit('B'), ...rows], { only: 'staging.hazard' });
  return Promise.all(
    days.map(async (day) =>
      (
        await world.ask(
          `select unit_code || hazard_number || ' ' || file_id as what from staging.hazard
           where known_from < timestamp '${day}'
             and (known_to is null or known_to >= timestamp '${day}') order by 1`,
        )
      ).map(({ what }) => String(what)),
    ),
  );
}

const one = hazard('A', '2025-03', '1');
const two = hazard('A', '2025-03', '2');

test('a return corrected twice: each version stands until the next is received', async () => {
  expect(
    await standing(
      [
        sent(one, 'first', '2025-03-28'),
        sent(two, 'first', '2025-03-28'),
        sent(one, 'second', '2025-04-02', undefined, { severity: 'major' }),
        sent(two, 'third', '2025-04-09'),
      ],
      '2025-04-01',
      '2025-04-03',
      '2025-05-01',
    ),
  ).toEqual([['A1 first', 'A2 first'], ['A1 second'], ['A2 third']]);
});

test('a file received earlier but loaded later stands only until the one received after it', async () => {
  const later = sent(one, 'later', '2025-03-28');
  const earlier = sent(two, 'earlier', '2025-03-20');
  const days = ['2025-03-25', '2025-04-01'];
  expect(await standing([later, earlier], ...days)).toEqual([['A2 earlier'], ['A1 later']]);
  expect(await standing([earlier, later], ...days)).toEqual([['A2 earlier'], ['A1 later']]);
});

test('one month from two files for different units: neither touches the other', async () => {
  const other = hazard('B', '2025-03', '1');
  expect(
    await standing(
      [
        sent(one, 'east', '2025-03-27'),
        sent(other, 'west', '2025-03-28'),
        sent(two, 'east again', '2025-04-02'),
      ],
      '2025-04-01',
      '2025-05-01',
    ),
  ).toEqual([
    ['A1 east', 'B1 west'],
    ['A2 east again', 'B1 west'],
  ]);
});

test('a correction that names another unit gives back what the wrong one had covered', async () => {
  expect(
    await standing(
      [
        sent(one, 'own', '2025-03-26'),
        // Written under A by mistake: it is B's return.
        sent(two, 'mistaken', '2025-03-28'),
        sent(two, 'corrected', '2025-04-05', 'mistaken', { unit_code: 'B' }),
      ],
      '2025-03-27',
      '2025-04-01',
      '2025-05-01',
    ),
  ).toEqual([['A1 own'], ['A2 mistaken'], ['A1 own', 'B2 corrected']]);
});

test('a return that came after the mistaken one stays, whatever becomes of that', async () => {
  expect(
    await standing(
      [
        sent(one, 'own', '2025-03-26'),
        sent(two, 'mistaken', '2025-03-28'),
        sent(one, 'own again', '2025-03-30'),
        sent(two, 'corrected', '2025-04-05', 'mistaken', { unit_code: 'B' }),
      ],
      '2025-03-29',
      '2025-05-01',
    ),
  ).toEqual([['A2 mistaken'], ['A1 own again', 'B2 corrected']]);
});

/** What stands of staging.finding on a day: key, severity. */
async function findings(rows: readonly Received[], ...days: string[]): Promise<string[][]> {
  const world = await World.of([unit('A'), inspection('A', 'V1', '2025-03'), ...rows]);
  await world.test();
  return Promise.all(
    days.map(async (day) =>
      (
        await world.ask(
          `select inspection_number || '/' || finding_number || ' ' || file_id as what
           from staging.finding
           where known_from < timestamp '${day}'
             and (known_to is null or known_to >= timestamp '${day}') order by 1`,
        )
      ).map(({ what }) => String(what)),
    ),
  );
}

test('a correction of a key ends the row under the wrong key and gives back what that had covered', async () => {
  const first = finding('A', 'V1', '1', '2025-03');
  const second = finding('A', 'V1', '2', '2025-03');
  expect(
    await findings(
      [
        sent(first, 'march', '2025-03-28'),
        // Meant to be number 2.
        sent(first, 'mistaken', '2025-04-02'),
        sent(second, 'corrected', '2025-04-10', 'mistaken'),
      ],
      '2025-04-01',
      '2025-04-05',
      '2025-05-01',
    ),
  ).toEqual([['V1/1 march'], ['V1/1 mistaken'], ['V1/1 march', 'V1/2 corrected']]);
});

test('of two corrections of one file the one received last stands', async () => {
  const first = finding('A', 'V1', '1', '2025-03');
  const numbered = (number: string, file: string, receivedAt: string): Received =>
    sent(first, file, receivedAt, 'file', { finding_number: number });
  expect(
    await findings(
      [
        sent(first, 'file', '2025-03-28'),
        numbered('7', 'once', '2025-04-02'),
        numbered('8', 'twice', '2025-04-04'),
      ],
      '2025-04-01',
      '2025-04-03',
      '2025-05-01',
    ),
  ).toEqual([['V1/1 file'], ['V1/7 once'], ['V1/8 twice']]);
});
