import fc from 'fast-check';

const FULL_WIDTH = '０１２３４５６７８９';

const iso = (day: Date): string => day.toISOString().slice(0, 10);

/** The ways in which clerks write a day. */
const WAYS: readonly ((year: number, month: number, day: number) => string)[] = [
  (year, month, day) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
  (year, month, day) => `${year}/${month}/${day}`,
  (year, month, day) => `${year}.${month}.${day}`,
  (year, month, day) => `${year}年${month}月${day}日`,
  (year, month, day) => `${year} 年 ${month} 月 ${day} 号`,
  (year, month, day) => `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`,
  (year, month, day) =>
    `${year}年${month}月${day}日`.replace(/\d/g, (digit) => FULL_WIDTH[Number(digit)] ?? digit),
  (year, month, day) => String(Date.UTC(year, month - 1, day) / 86_400_000 + 25_569),
];

/** A day as ISO text and as somebody might have written it. */
export const writtenDays = fc
  .record({
    day: fc.date({
      min: new Date('1990-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    }),
    way: fc.constantFrom(...WAYS),
  })
  .map(({ day, way }) => ({
    iso: iso(day),
    written: way(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()),
  }));
