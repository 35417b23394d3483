import { expect, test } from 'vitest';
import { blameless, drill, finding, hazard, inspection, unit } from './received.ts';
import { World } from './world.ts';
import type { Received, Row } from './world.ts';

const closed = (month: string, more: Row = {}): Row => ({
  status: 'struck_off',
  found_date: `${month}-03`,
  closed_date: `${month}-12`,
  ...more,
});

/** The hits of a signal, by what its records say. */
async function hitsOf(signal: string, rows: readonly Received[]): Promise<string[]> {
  const world = await World.of([unit('A'), ...rows], { only: `signals.${signal}` });
  const found = await world.ask(
    `select left(evidence_date::varchar, 10) || ' ' || coalesce(detail, '') as hit
     from signals.${signal} where is_hit order by 1`,
  );
  return found.map(({ hit }) => String(hit));
}

test('a line copied with other numbers and dates, or a word more, is the same text; another room is none', async () => {
  const text = '教学楼东侧楼梯间安全出口堆放杂物未及时清理';
  const hits = await hitsOf('text_repeated', [
    hazard('A', '2025-01', '1', closed('2025-01', { description: `${text}2处（1月3日查）` })),
    hazard('A', '2025-02', '2', closed('2025-02', { description: `${text}，5处，2月6日检查` })),
    hazard('A', '2025-03', '3', closed('2025-03', { description: `${text}的` })),
    hazard('A', '2025-03', '4', closed('2025-03', { description: '食堂操作间电线外露未穿管' })),
    // Four months later it is a thing that came back.
    hazard('A', '2025-08', '5', closed('2025-08', { description: text })),
    // Twice in one month is a walk from room to room.
    hazard('A', '2025-10', '6', closed('2025-10', { description: '走廊灭火器压力不足1具' })),
    hazard('A', '2025-10', '7', closed('2025-10', { description: '走廊灭火器压力不足2具' })),
  ]);
  expect(hits).toEqual(['2025-02-03 2 · 2025-01', '2025-03-03 3 · 2025-02']);
});

test('closings on the very deadline, at one minute, and on days that cannot be', async () => {
  const rows = [
    hazard('A', '2025-03', '1', closed('2025-03', { deadline: '2025-03-12' })),
    hazard('A', '2025-03', '2', closed('2025-03', { deadline: '2025-03-20' })),
    // Closed on the day it was found: the deadline tells nothing.
    hazard('A', '2025-03', '3', {
      ...closed('2025-03', { deadline: '2025-03-03', closed_date: '2025-03-03' }),
    }),
  ];
  expect(await hitsOf('closed_on_deadline', rows)).toEqual(['2025-03-12 1 · 2025-03-12']);
  const recorded = (number: string, at: string) =>
    hazard('A', '2025-03', number, closed('2025-03', { closing_recorded_at: at }));
  expect(
    await hitsOf('closed_same_minute', [
      recorded('1', '2025-03-25 16:05:10'),
      recorded('2', '2025-03-25 16:05:50'),
      recorded('3', '2025-03-25 16:06:00'),
      // Midnight is a day without a time.
      recorded('4', '2025-03-25 00:00:00'),
      recorded('5', '2025-03-25 00:00:00'),
    ]),
  ).toEqual(['2025-03-25 1 · 2025-03-25 16:05', '2025-03-25 2 · 2025-03-25 16:05']);
  expect(
    await hitsOf('closing_impossible', [
      hazard('A', '2025-03', '1', closed('2025-03')),
      hazard('A', '2025-03', '2', closed('2025-03', { closed_date: '2025-03-30' })),
    ]),
  ).toEqual(['2025-03-30 2 · 2025-03-26']);
  // Judged by the day on which the return came, not by when it could be read.
  expect(
    await hitsOf('closing_impossible', [
      {
        ...hazard('A', '2025-03', '2', closed('2025-03', { closed_date: '2025-03-30' })),
        readableFrom: '2025-05-10 12:00:00',
      },
    ]),
  ).toEqual(['2025-03-30 2 · 2025-03-26']);
});

test('findings that the ledger had not, and findings of what it had struck off', async () => {
  const rows = [
    inspection('A', 'V1', '2025-05'),
    finding('A', 'V1', '1', '2025-05', { description: '实验室药品柜未双人双锁' }),
    finding('A', 'V1', '2', '2025-05', { work_area: 'food', description: '留样记录不全' }),
    finding('A', 'V1', '3', '2025-05', { work_area: 'building', false_return: true }),
    hazard(
      'A',
      '2025-04',
      '1',
      closed('2025-04', { description: '实验室药品柜未双人双锁（2组）' }),
    ),
  ];
  expect(await hitsOf('finding_unreported', rows)).toEqual(['2025-05-12 V1/2']);
  expect(await hitsOf('closing_undone', rows)).toEqual(['2025-05-12 V1/1 · 1 · 2025-04-12']);
});

test('drills with the figures of an earlier one, and figures that end in 0 or 5, each once', async () => {
  const rows = [
    drill('A', '2025-03', { participants: 812, evacuation_seconds: 131 }),
    drill('A', '2025-04', { participants: 812, evacuation_seconds: 131 }),
    drill('A', '2025-05', { participants: 812, evacuation_seconds: 140 }),
    drill('A', '2025-06', { participants: 800, evacuation_seconds: 140 }),
    drill('A', '2025-09', { participants: 12, evacuation_seconds: null, drill_form: 'tabletop' }),
  ];
  expect(await hitsOf('drill_identical', rows)).toEqual(['2025-04-10 2025-03-10']);
  const world = await World.of([unit('A'), ...rows], { only: 'signals.digit_heaping' });
  const figures = await world.ask(
    'select title_en, is_hit from signals.digit_heaping order by title_en',
  );
  expect(figures).toEqual([
    { title_en: '800 people took part', is_hit: true },
    { title_en: '812 people took part', is_hit: false },
    { title_en: 'Evacuated in 131 s', is_hit: false },
    { title_en: 'Evacuated in 140 s', is_hit: true },
  ]);
});

test('a hazard counts as put off again and again from the second time on, not before', async () => {
  const put = (month: string, deadline: string) =>
    hazard('A', month, '1', { deadline, found_date: '2025-03-03' });
  const world = await World.of(
    [
      unit('A'),
      put('2025-03', '2025-03-20'),
      put('2025-04', '2025-04-20'),
      put('2025-05', '2025-05-30'),
      hazard('A', '2025-05', '2', closed('2025-05')),
    ],
    { only: 'signals.extension_serial' },
  );
  const spans = await world.ask(
    `select detail, is_hit, from_index, to_index from signals.extension_serial order by 1, 3`,
  );
  expect(spans).toEqual([
    { detail: '1', is_hit: false, from_index: '302', to_index: '304' },
    { detail: '1', is_hit: true, from_index: '304', to_index: '99999' },
    { detail: '2', is_hit: false, from_index: '304', to_index: '99999' },
  ]);
});

test('what is to be verified is listed with its records, and changes neither score nor regime', async () => {
  const months = ['2025-03', '2025-04', '2025-05', '2025-06', '2025-09', '2025-10', '2025-11'];
  const codes = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
  const withFigures = (copied: boolean): Received[] =>
    codes.flatMap((code, unitIndex) => [
      ...blameless(code).filter(
        ({ dataset, row }) =>
          dataset !== 'drill' || !months.includes(String(row['report_month']).slice(0, 7)),
      ),
      ...months.map((month, index) =>
        drill(code, month, {
          participants: 700 + (copied && code === 'D' ? 0 : index * 13 + unitIndex),
          evacuation_seconds: 131 + (copied && code === 'D' ? 0 : index * 3),
        }),
      ),
    ]);
  const world = await World.of(withFigures(true));
  expect(await world.test()).toBeGreaterThan(150);
  const listed = await world.ask(`
    select unit_code, signal, evidence_count, sentence_en, verify_zh, (
      select count(*)::int from marts.verification_evidence e
      where e.unit_code = v.unit_code and e.month = v.month and e.signal = v.signal) as records
    from marts.verification v where month = date '2025-12-01'`);
  expect(listed).toMatchObject([
    { unit_code: 'D', signal: 'drill_identical', evidence_count: 6, records: 6 },
  ]);
  expect(String(listed[0]?.['sentence_en'])).toMatch(/^Of 7 practical drills in 24 months 6 have /);
  expect(String(listed[0]?.['sentence_en'])).not.toMatch(/[{}]/);
  const decisions = `select unit_code, month::varchar as month, score, tier, regime
    from marts.decision order by 1, 2`;
  const honest = await World.of(withFigures(false));
  expect(await honest.ask('select * from marts.verification')).toEqual([]);
  expect(await world.ask(decisions)).toEqual(await honest.ask(decisions));
});
