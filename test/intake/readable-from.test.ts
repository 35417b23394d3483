import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  confirmHeader,
  ingestPaths,
  loadHeldAgain,
  mapCode,
  mapUnit,
} from '../../pipeline/intake/index.ts';
import { Intake, REGISTER } from './intake.ts';

const HEADER =
  '报送月份,单位代码,单位名称,隐患编号,发现日期,隐患描述,领域,隐患等级,整改期限,整改情况';

const hazard = (number: string, severity: string, status = '整改中') =>
  `2025-06,1001,青禾小学,${number},2025-06-03,描述${number},消防,${severity},2025-07-30,${status}`;

const ledger = (...rows: string[]) => [HEADER, ...rows].join('\n');

/** Sets the clock on the wall; the register came on 1 January. */
const at = (time: string): Date => {
  vi.setSystemTime(`${time.replace(' ', 'T')}`);
  return new Date();
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function openOn(time: string): Promise<Intake> {
  const intake = await Intake.open();
  await intake.give('单位名册.csv', REGISTER, { receivedAt: at(time) });
  return intake;
}

async function again(intake: Intake): Promise<void> {
  for await (const step of loadHeldAgain(intake.connection, intake.options))
    expect(step.retried).toBe(true);
}

const word = (intake: Intake, text: string, list = 'severity', code = 'general') =>
  mapCode(intake.connection, { list, word: text, code });

/** Accepted hazards, and from when each could be read. */
const readable = async (intake: Intake): Promise<Record<string, unknown>> => {
  const rows = await intake.rows(
    `select hazard_number, left(readable_from::varchar, 10) as day from intake.hazard order by 1`,
  );
  return Object.fromEntries(rows.map(({ hazard_number: number, day }) => [String(number), day]));
};

test('a row held back is known from when its word was decided; its neighbours and its receipt keep their times', async () => {
  const intake = await openOn('2025-01-01 08:00');
  const rows = [hazard('A', '3级'), hazard('B', '一般'), hazard('C', '3级', '挂着')];
  await intake.give('三月.csv', ledger(...rows), { receivedAt: at('2025-03-26 09:00') });
  at('2025-06-10 10:00');
  await word(intake, '3级');
  await again(intake);
  expect(await readable(intake)).toEqual({ A: '2025-06-10', B: null });
  // A third loading moves nothing, and a fourth neither.
  at('2025-07-20 10:00');
  await word(intake, '挂着', 'hazard_status', 'rectifying');
  await again(intake);
  at('2025-08-20 10:00');
  await mapCode(intake.connection, {
    list: 'hazard_status',
    word: '挂着',
    code: 'found',
    replace: true,
  });
  await again(intake);
  expect(await readable(intake)).toEqual({ A: '2025-06-10', B: null, C: '2025-07-20' });
  expect(await intake.rows('select distinct received_at::date as day from intake.hazard')).toEqual([
    { day: '2025-03-26' },
  ]);
  expect(
    await intake.rows(
      `select first_loaded_at::date as first, loaded_at::date as last, readable_from
       from intake.file where file_name = '三月.csv'`,
    ),
  ).toEqual([{ first: '2025-03-26', last: '2025-08-20', readable_from: null }]);
});

test('of a file refused as a whole all rows are known from when its header was confirmed, and so is the file', async () => {
  const intake = await openOn('2025-01-01 08:00');
  const text = ledger(hazard('A', '一般'), hazard('B', '一般')).replace('隐患等级', '轻重档');
  const refused = await intake.give('三月.csv', text, { receivedAt: at('2025-03-26 09:00') });
  expect(refused.status).toBe('rejected');
  at('2025-06-10 10:00');
  await confirmHeader(intake.connection, {
    dataset: 'hazard',
    header: '轻重档',
    column: 'severity',
  });
  await again(intake);
  expect(await readable(intake)).toEqual({ A: '2025-06-10', B: '2025-06-10' });
  const ofFile = `select readable_from::date as day from intake.file where file_name = '三月.csv'`;
  expect(await intake.rows(ofFile)).toEqual([{ day: '2025-06-10' }]);
  // Loaded once more for another reason, it keeps that time.
  at('2025-07-10 10:00');
  await mapCode(intake.connection, {
    list: 'hazard_status',
    word: '限期整改',
    code: 'found',
    replace: true,
  });
  await again(intake);
  expect(await intake.rows(ofFile)).toEqual([{ day: '2025-06-10' }]);
});

test('in a warehouse of before it was kept, the time of the last loading stands for the first', async () => {
  const intake = await openOn('2025-01-01 08:00');
  await intake.give('三月.csv', ledger(hazard('A', '3级')), { receivedAt: at('2025-03-26 09:00') });
  await intake.connection.run('update intake.file set first_loaded_at = null');
  at('2025-06-10 10:00');
  await word(intake, '3级');
  await again(intake);
  expect(await readable(intake)).toEqual({ A: '2025-06-10' });
  expect(
    await intake.value(
      `select first_loaded_at::date from intake.file where file_name = '三月.csv'`,
    ),
  ).toBe('2025-03-26');
});

test('what one run takes in and loads again was never held back', async () => {
  const intake = await openOn('2025-01-01 08:00');
  at('2025-06-10 10:00');
  const late = ledger(hazard('A', '一般')).replace('1001,青禾小学', '1009,后来小学');
  const inbox = intake.inbox({
    '1台账.csv': late,
    '2名册.csv': '单位代码,单位名称,单位类别,片区\n1009,后来小学,小学,东片',
  });
  const options = { ...intake.options, receivedAt: new Date('2025-04-02T09:00') };
  for await (const step of ingestPaths(intake.connection, [inbox], options))
    expect(step.path).toBeDefined();
  expect(await readable(intake)).toEqual({ A: null });
});

test('what came before the warehouse began is told by when it came, whenever its words are decided', async () => {
  const intake = await openOn('2025-05-01 08:00');
  await intake.give('三月.csv', ledger(hazard('A', '3级')), {
    receivedAt: new Date('2025-03-26T09:00'),
  });
  at('2025-06-10 10:00');
  await word(intake, '3级');
  await again(intake);
  expect(await readable(intake)).toEqual({ A: null });
});

test('a fault that could first be seen when the unit was known is known from then; others since the file came', async () => {
  const intake = await openOn('2025-01-01 08:00');
  const closed = (number: string, unit: string) =>
    hazard(number, '一般', '已销号').replace('1001,青禾小学', unit);
  const rows = [closed('A', ',青禾小'), closed('B', '1001,青禾小学')];
  await intake.give(
    '三月.csv',
    [`${HEADER},整改完成日期`, ...rows.map((row) => `${row},2025-06-01`)].join('\n'),
    { receivedAt: at('2025-03-26 09:00') },
  );
  at('2025-06-10 10:00');
  await mapUnit(intake.connection, { name: '青禾小', unitCode: '1001' });
  await again(intake);
  expect(
    await intake.rows(
      `select row_number, reason_code, left(readable_from::varchar, 10) as day
       from intake.quarantine order by 1, 2`,
    ),
  ).toEqual([
    { row_number: 2, reason_code: 'closed_before_found', day: '2025-06-10' },
    { row_number: 3, reason_code: 'closed_before_found', day: null },
  ]);
});

const WORDS = ['甲级', '乙级', '丙级'];
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ send: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ decide: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.constant({ again: true }) },
  // Loads again whatever has accepted rows of that word.
  { weight: 1, arbitrary: fc.record({ change: fc.nat(2) }) },
);

test('in whatever order files come and words are decided, each row is known from the day on which a clerk could read it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const intake = await openOn('2025-01-01 08:00');
      const codes = new Map<number, 'general' | 'major'>();
      const decidedOn = new Map<number, string>();
      const sent: { readonly number: string; readonly word: number; readonly day: string }[] = [];
      for (const [index, what] of steps.entries()) {
        const day = `2025-03-${String(index + 2).padStart(2, '0')}`;
        const now = at(`${day} 09:00`);
        if ('send' in what) {
          const rows = what.send.map((kind, row) => ({
            number: `${index}-${row}`,
            word: kind,
            day,
          }));
          sent.push(...rows);
          const text = ledger(...rows.map((row) => hazard(row.number, WORDS[row.word] ?? '一般')));
          await intake.give(`${index}.csv`, text, { receivedAt: now });
        } else if ('again' in what) {
          await again(intake);
        } else {
          const known = 'decide' in what ? what.decide : what.change;
          const code = 'change' in what && codes.get(known) === 'general' ? 'major' : 'general';
          await mapCode(intake.connection, {
            list: 'severity',
            word: WORDS[known] ?? '',
            code,
            replace: true,
          });
          codes.set(known, code);
          if (!decidedOn.has(known)) decidedOn.set(known, day);
          await again(intake);
        }
      }
      const wanted = sent.flatMap(({ number, word: kind, day }): [string, string | null][] => {
        const decided = kind === 3 ? day : decidedOn.get(kind);
        return decided === undefined ? [] : [[number, decided > day ? decided : null]];
      });
      expect(await readable(intake)).toEqual(Object.fromEntries(wanted));
    }),
    { numRuns: Number(process.env['RUNS'] ?? 15) },
  );
}, 120_000);
