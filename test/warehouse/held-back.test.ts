import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../pipeline/cli.ts';
import { currentSnapshot } from '../../pipeline/warehouse/index.ts';
import { ask, temporaryFolder } from './fixture.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const REGISTER = ['单位代码,单位名称,单位类别,片区']
  .concat(['1001,青禾小学', '1002,云杉小学', '1003,石桥小学'].map((unit) => `${unit},小学,东片`))
  .join('\n');

/** A bureau's command line, on days of one's choosing. */
class Bureau {
  readonly folder = temporaryFolder();
  readonly warehouse = join(this.folder, 'warehouse');

  async run(day: string, ...args: string[]): Promise<number> {
    vi.setSystemTime(`${day}T09:00:00`);
    return main([...args, '--warehouse', this.warehouse]);
  }

  /** Takes in a file on the day on which it comes. */
  async take(day: string, name: string, text: string): Promise<number> {
    const inbox = join(this.folder, day);
    mkdirSync(inbox);
    writeFileSync(join(inbox, name), text);
    return this.run(day, 'ingest', inbox);
  }

  async told(sql: string): Promise<Record<string, unknown>[]> {
    return ask(currentSnapshot(this.warehouse)?.path ?? '', sql);
  }
}

/** Each school's return of a month; the first one under a name that the register does not have. */
const returns = (month: string, first = '1001,青禾小学'): string =>
  ['报送月份,单位代码,单位名称,自查次数,排查隐患数,已整改数,未整改数']
    .concat([first, '1002,云杉小学', '1003,石桥小学'].map((unit) => `${month},${unit},4,2,2,0`))
    .join('\n');

const PAST = `select month, report_month, is_missing from features.return_month
  where unit_code = '1001' and report_month = date '2026-03-01' order by month`;
const SCORES = `select unit_code, indicator, value, points from scores.indicator_point
  where month = date '2026-04-01' order by all`;
const EVIDENCE = `select * from scores.evidence where month = date '2026-04-01' order by all`;

test('held back in March, decided on in June: April is told without it, June with it, and March judges whether it was late', async () => {
  const bureau = new Bureau();
  await bureau.take('2025-12-20', '名册.csv', REGISTER);
  for (const month of ['2026-01', '2026-02', '2026-04'])
    expect(await bureau.take(`${month}-25`, `${month}.csv`, returns(month))).toBe(0);
  expect(await bureau.take('2026-03-26', '三月.csv', returns('2026-03', ',青禾小'))).toBe(2);
  expect(await bureau.run('2026-05-02', 'build', '--as-of', '2026-04')).toBe(0);
  const then = await bureau.told(PAST);
  const [scores, evidence] = [await bureau.told(SCORES), await bureau.told(EVIDENCE)];
  expect(then).toEqual(
    ['2026-03-01', '2026-04-01'].map((month) => ({
      month,
      report_month: '2026-03-01',
      is_missing: true,
    })),
  );
  expect(scores.length).toBeGreaterThan(0);

  expect(await bureau.run('2026-06-10', 'map', 'unit', '青禾小', '1001')).toBe(0);
  await bureau.take('2026-06-25', '六月.csv', returns('2026-06'));
  expect(await bureau.run('2026-07-02', 'build', '--as-of', '2026-04')).toBe(0);
  expect(await bureau.told(PAST)).toEqual(then);
  expect(await bureau.told(SCORES)).toEqual(scores);
  expect(await bureau.told(EVIDENCE)).toEqual(evidence);

  expect(await bureau.run('2026-07-03', 'build', '--as-of', '2026-06')).toBe(0);
  expect((await bureau.told(PAST)).map(({ month }) => month)).toEqual([
    '2026-03-01',
    '2026-04-01',
    '2026-05-01',
  ]);
  expect(
    await bureau.told(
      `select status, received_at::date as received, hazards_found from facts.return
         where unit_code = '1001' and dataset = 'hazard_return' and month = date '2026-03-01'`,
    ),
  ).toEqual([{ status: 'on_time', received: '2026-03-26', hazards_found: 2 }]);
  expect(
    await bureau.told(
      `select unit_code, known_from::date as known from staging.hazard_return
         where report_month = date '2026-03-01' order by 1`,
    ),
  ).toEqual([
    { unit_code: '1001', known: '2026-06-10' },
    { unit_code: '1002', known: '2026-03-26' },
    { unit_code: '1003', known: '2026-03-26' },
  ]);
}, 180_000);
