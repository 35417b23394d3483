import { writtenDays } from './days.ts';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { codeLists } from '../../pipeline/contracts/index.ts';
import { createLookups } from '../../pipeline/intake/check/lookups.ts';
import { literal, wordKey } from '../../pipeline/intake/check/words.ts';
import { Intake } from './intake.ts';

let intake: Intake;
beforeAll(async () => {
  intake = await Intake.open();
  await createLookups(intake.connection);
});

/** What the macros make of a cell, the way the readers call them. */
async function read(kind: 'time' | 'month' | 'number', cell: string): Promise<unknown> {
  return intake.value(
    `select read_${kind}(half, mark_${kind}(half))::varchar
     from (select half_width(${literal(cell)}) as half)`,
  );
}

test.each([
  ['2021-06-03', '2021-06-03 00:00:00'],
  ['2021/6/3', '2021-06-03 00:00:00'],
  ['2021.6.3', '2021-06-03 00:00:00'],
  ['2021年6月3日', '2021-06-03 00:00:00'],
  ['2021 年 6 月 3 日', '2021-06-03 00:00:00'],
  ['２０２１年６月３日', '2021-06-03 00:00:00'],
  ['20210603', '2021-06-03 00:00:00'],
  ['44350', '2021-06-03 00:00:00'],
  ['44350.604166667', '2021-06-03 14:30:00'],
  ['2021-06-03 14:30', '2021-06-03 14:30:00'],
  ['2021-06-03T14:30:05', '2021-06-03 14:30:05'],
  ['2021年6月3日14时30分', '2021-06-03 14:30:00'],
  ['2021年6月3日 14点', '2021-06-03 14:00:00'],
  ['2021.6.3 8：05', '2021-06-03 08:05:00'],
  ['2021-02-29', null],
  ['2021-06-03至06-05', null],
  ['6.3', null],
  ['epoch', null],
  ['infinity', null],
  ['21-6-3', null],
  ['同上', null],
  ['2021-06-03 14:30+08', null],
])('reads the time %s', async (cell, time) => {
  expect(await read('time', cell)).toBe(time);
});

test.each([
  ['2021-06', '2021-06-01'],
  ['2021年6月', '2021-06-01'],
  ['2021年06月份', '2021-06-01'],
  ['2021.6', '2021-06-01'],
  ['202106', '2021-06-01'],
  ['2021-06-15', '2021-06-01'],
  ['2021年6月15日', '2021-06-01'],
  ['44350', '2021-06-01'],
  ['6月', null],
  ['2021-13', null],
])('reads the month %s', async (cell, month) => {
  expect(await read('month', cell)).toBe(month);
});

test.each([
  ['12', 12],
  ['12.5', 12.5],
  ['-3', -3],
  ['１２', 12],
  ['12人', 12],
  ['3 次', 3],
  ['1,200元', 1200],
  ['1，200', 1200],
  ['约300人', 300],
  ['1.2万元', 12000],
  ['1.2E+05', 120000],
  ['3分钟', null],
  ['12%', null],
  ['1,2', null],
  ['1_000', null],
  ['nan', null],
  ['若干', null],
])('reads the number %s', async (cell, number) => {
  const value = await read('number', cell);
  expect(value === null ? null : Number(value)).toBe(number);
});

test.each([
  ['是', true],
  ['有', true],
  ['√', true],
  ['Ｙ', true],
  ['1', true],
  ['否', false],
  ['无', false],
  ['×', false],
  ['N', false],
  ['不清楚', null],
  ['是|否', null],
])('reads yes or no in %s', async (cell, answer) => {
  expect(await intake.value(`select read_yes_no(half_width(${literal(cell)}))`)).toBe(answer);
});

test('any day in any way of writing reads as that day', async () => {
  await fc.assert(
    fc.asyncProperty(writtenDays, async ({ iso, written }) => {
      expect(await read('time', written)).toBe(`${iso} 00:00:00`);
    }),
    { numRuns: 200 },
  );
});

test('the key of every code word is the same in SQL and in TypeScript', async () => {
  const words = Object.values(codeLists).flatMap(({ codes }) =>
    codes.flatMap(({ code, label, synonyms }) => [code, label.zh, label.en, ...synonyms]),
  );
  const keys = await intake.rows(
    `select word_key(half_width(word)) as key from (values ${words.map((word) => `(${literal(word)})`).join(', ')}) as listed(word)`,
  );
  expect(keys.map(({ key }) => key)).toEqual(words.map(wordKey));
});
