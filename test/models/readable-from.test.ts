import fc from 'fast-check';
import { expect, test } from 'vitest';
import { campaignOf } from '../campaigns/small-campaign.ts';
import { blameless, hazard, inspection, monthlyReturn, unit } from './received.ts';
import { World, type Received } from './world.ts';

const stamp = (day: number): string => `2025-05-${String(day).padStart(2, '0')} 10:00:00`;

/** A file with one row: received on a day; readable some days later; a correction of one before it, or none. */
const file = fc.record({
  received: fc.integer({ min: 1, max: 20 }),
  later: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 9 })),
  refused: fc.boolean(),
  corrects: fc.option(fc.nat(3), { freq: 2 }),
});
type File = typeof file extends fc.Arbitrary<infer Value> ? Value : never;

/** Files of one unit in the order of their coming, each with the first file of its family. */
interface Sent extends File {
  readonly name: string;
  readonly readable: number;
  readonly family: number;
  readonly replaces: string | undefined;
}

function sentBy(code: string, files: readonly File[]): Sent[] {
  const sent: Sent[] = [];
  const ordered = files.toSorted((one, other) => one.received - other.received);
  for (const [index, each] of ordered.entries()) {
    const corrected = each.corrects === null ? undefined : sent[each.corrects];
    sent.push({
      ...each,
      name: `${code} ${index}`,
      readable: each.received + each.later,
      family: corrected?.family ?? index,
      replaces: corrected && `${code} ${corrected.family}`,
    });
  }
  return sent;
}

/** What a clerk has before him on the evening of a day: of what he can read, the file that came last. */
function clerkHas(sent: readonly Sent[], day: number): string[] {
  const inLedger = (each: Sent) => (each.refused ? each.readable : each.received) <= day;
  const last = sent.findLast(
    (each, index) =>
      inLedger(each) &&
      each.readable <= day &&
      !sent.slice(index + 1).some((next) => next.family === each.family && inLedger(next)),
  );
  return last ? [last.name] : [];
}

const rowsOf = (sent: readonly Sent[], row: Received): Received[] =>
  sent.map(({ name, received, readable, later, refused, replaces }) => ({
    ...row,
    file: name,
    receivedAt: stamp(received),
    ...(later > 0 && { readableFrom: stamp(readable), refused }),
    ...(replaces !== undefined && { replaces }),
  }));

test.each([
  ['staging.hazard', (code: string) => hazard(code, '2025-05', '1')],
  ['staging.inspection', (code: string) => inspection(code, `V ${code}`, '2025-05')],
])(
  'whatever comes, is held back and corrected: %s says what a clerk has before him on any day',
  async (relation, rowOf) => {
    const unitFiles = fc.uniqueArray(file, {
      minLength: 1,
      maxLength: 5,
      selector: ({ received }) => received,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(unitFiles, { minLength: 60, maxLength: 60 }), async (district) => {
        const units = district.map((files, index) => sentBy(`U${index}`, files));
        const rows = units.flatMap((sent, index) => [
          unit(`U${index}`),
          ...rowsOf(sent, rowOf(`U${index}`)),
        ]);
        const world = await World.of(rows, { only: relation });
        const stood = await world.ask(
          `select unit_code, file_id, received_at, known_from, coalesce(known_to, timestamp '9999-01-01') as known_to
           from ${relation}`,
        );
        for (const [index, sent] of units.entries())
          for (let day = 1; day <= 30; day++) {
            const evening = stamp(day).replace('10:', '23:');
            const has = stood.filter(
              (row) =>
                row['unit_code'] === `U${index}` &&
                String(row['known_from']) <= evening &&
                String(row['known_to']) > evening,
            );
            expect(
              has.map((row) => row['file_id']),
              `U${index} on day ${day}: ${JSON.stringify(sent)}`,
            ).toEqual(clerkHas(sent, day));
          }
        const came = new Map(units.flat().map((each) => [each.name, stamp(each.received)]));
        for (const row of stood) expect(row['received_at']).toBe(came.get(String(row['file_id'])));
      }),
      { numRuns: Number(process.env['RUNS'] ?? 3) },
    );
  },
  60_000,
);

test('of a return some of whose rows could be read later each row has its own time, if it still stood by then', async () => {
  const row = (number: string, month: string, more: Partial<Received> = {}): Received => ({
    ...hazard('A', month, number),
    ...more,
  });
  const readableFrom = '2025-06-10 12:00:00';
  const world = await World.of(
    [
      unit('A'),
      row('1', '2025-03'),
      row('2', '2025-03', { readableFrom }),
      row('3', '2025-04'),
      row('4', '2025-04', { readableFrom }),
      row('3', '2025-04', { file: 'again', receivedAt: '2025-05-05 10:00:00' }),
    ],
    { only: 'staging.hazard' },
  );
  expect(
    await world.ask(
      `select hazard_number as number, known_from::date as known_from, known_to::date as known_to
       from staging.hazard order by all`,
    ),
  ).toEqual([
    { number: '1', known_from: '2025-03-26', known_to: null },
    { number: '2', known_from: '2025-06-10', known_to: null },
    { number: '3', known_from: '2025-04-26', known_to: '2025-05-05' },
    { number: '3', known_from: '2025-05-05', known_to: null },
  ]);
});

test('a refused closing counts from when it could be told whose it was, unless it was mended by then', async () => {
  const refused = (unit_code: string): Received => ({
    dataset: 'quarantine',
    receivedAt: '2025-03-26 10:00:00',
    readableFrom: '2025-06-10 12:00:00',
    file: `held ${unit_code}`,
    row: {
      dataset: 'hazard',
      reason_code: 'closed_before_found',
      unit_code,
      report_month: '2025-03-01',
      value: '3月1日',
    },
  });
  const mended = { ...hazard('B', '2025-03', '1'), receivedAt: '2025-04-20 10:00:00' };
  const units = ['A', 'B'].flatMap((code) => [
    ...blameless(code, '2025-01', '2025-08'),
    refused(code),
  ]);
  const world = await World.of([...units, mended], { only: 'signals.closing_impossible' });
  expect(
    await world.ask(
      `select unit_code, evidence_date::varchar as came, (date '2000-01-01' + to_months(from_index))::date as counts_from
       from signals.closing_impossible where is_hit and to_index > from_index`,
    ),
  ).toEqual([{ unit_code: 'A', came: '2025-03-26', counts_from: '2025-06-01' }]);
});

test('months begin with the first by whose end anything could be read', async () => {
  const held = { ...monthlyReturn('A', '2024-08', 1), readableFrom: '2024-11-10 12:00:00' };
  const world = await World.of([unit('A'), held, monthlyReturn('A', '2024-10', 1)], {
    only: 'facts.month',
  });
  expect(await world.ask('select min(month)::varchar as first from facts.month')).toEqual([
    { first: '2024-10-01' },
  ]);
});

/** A district in which A's return of March came in time and could be read in June. */
const heldBack = (more: readonly Received[] = []): Received[] => [
  ...blameless('A', '2024-09').filter(
    ({ dataset, row }) => dataset !== 'hazard_return' || row['report_month'] !== '2025-03-01',
  ),
  ...blameless('B', '2024-09'),
  ...blameless('C', '2024-09'),
  { ...monthlyReturn('A', '2025-03', 2), file: 'held', readableFrom: '2025-06-10 12:00:00' },
  ...more,
];

const lateMonths = async (world: World): Promise<string[]> =>
  (
    await world.ask(
      `select left(month::varchar, 7) || case when is_missing then ' missing' else ' late' end as told
       from features.return_month
       where unit_code = 'A' and report_month = date '2025-03-01' and month <= date '2025-08-01' order by month`,
    )
  ).map(({ told }) => String(told));

test('a return that came in time and could be read later is missing until then, and in time from then on', async () => {
  const world = await World.of(heldBack(), {
    campaigns: campaignOf('owes: [schools], every: month, evidence: hazard_return'),
  });
  expect(await lateMonths(world)).toEqual([
    '2025-03 missing',
    '2025-04 missing',
    '2025-05 missing',
  ]);
  expect(
    await world.ask(
      `select status, received_at from facts.return
       where dataset = 'hazard_return' and unit_code = 'A' and month = date '2025-03-01'`,
    ),
  ).toEqual([{ status: 'on_time', received_at: '2025-03-26 10:00:00' }]);
  // Done on the day on which it came; known to be done since it could be read; late as then known in between.
  expect(
    await world.ask(
      `select o.done_on, o.done_known_at, l.late_from <= date '2025-05-01' as was_late, l.late_to
       from facts.obligation o
       join facts.debtor g using (debtor_number)
       left join facts.obligation_late l using (occurrence, debtor_number)
       where g.unit_code = 'A' and o.done_known_at = timestamp '2025-06-10 12:00:00'`,
    ),
  ).toEqual([
    {
      done_on: '2025-03-26',
      done_known_at: '2025-06-10 12:00:00',
      was_late: true,
      late_to: '2025-06-10',
    },
  ]);
  await world.test();
});

test('a return sent again late, while the one that came in time could not be read, is late only until that can', async () => {
  const again = {
    ...monthlyReturn('A', '2025-03', 2),
    file: 'sent again',
    receivedAt: '2025-04-20 10:00:00',
  };
  const world = await World.of(heldBack([again]));
  expect(await lateMonths(world)).toEqual(['2025-03 missing', '2025-04 late', '2025-05 late']);
  expect(
    await world.ask(
      `select status, file_id from facts.return
       where dataset = 'hazard_return' and unit_code = 'A' and month = date '2025-03-01'`,
    ),
  ).toEqual([{ status: 'on_time', file_id: 'sent again' }]);
});
