import { expect, test } from 'vitest';
import { Reader } from '../../pipeline/intake/read/reader.ts';
import { ReaderPair } from '../../pipeline/intake/read/reader-pair.ts';
import { byLibrary, LEDGER } from '../fixtures/formats/writers.ts';

const header = LEDGER.slice(0, 1);
const workbook = (number: number) =>
  byLibrary('xlsx', [...header, [`第${number}号`, ...Array<string>(12).fill('护栏松动')]]);

test('a reader tells how long those that wait will take once it has read some, and 0 when none wait', async () => {
  const reader = new Reader();
  const bytes = workbook(0);
  await Promise.all(Array.from({ length: 10 }, () => reader.read('xlsx', bytes)));
  const few = Array.from({ length: 30 }, () => reader.read('xlsx', bytes));
  expect(reader.millisecondsToGo).toBe(0);
  await Promise.all(few);
  const more = Array.from({ length: 30 }, () => reader.read('xlsx', bytes));
  expect(reader.waiting).toBe(30);
  expect(reader.millisecondsToGo).toBeGreaterThan(0);
  await Promise.all(more);
  expect([reader.waiting, reader.millisecondsToGo]).toEqual([0, 0]);
});

test('each file has its own content, whichever of the two read it', async () => {
  const pair = new ReaderPair();
  for (const wave of [0, 1]) {
    const numbers = Array.from({ length: 150 }, (_, index) => wave * 1000 + index);
    const read = await Promise.all(numbers.map((number) => pair.read('xlsx', workbook(number))));
    expect(read.map(({ sheets }) => sheets[0]?.rows[1]?.[0])).toEqual(
      numbers.map((number) => `第${number}号`),
    );
  }
});
