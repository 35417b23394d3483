/** 2025年6月, 2025-06, 2025.6, 2025/6 月: a year and a month that no day follows. */
const YEAR_MONTH =
  /(?<!\d)((?:19|20)\d{2})\s*[年.\-_/]\s*(1[0-2]|0?[1-9])(?!\d)(?!\s*月?\s*[.\-_/日号]?\s*\d)/;
/** 202506, as file names have it; neither part of a longer number nor of a full date. */
const COMPACT = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?!\d)/;
const YEAR = /(?<!\d)((?:19|20)\d{2})(?!\d)/;
const MONTH = /(?<!\d)(1[0-2]|0?[1-9])\s*月(?:份)?(?!\s*\d)/;

const firstOfMonth = (year: string, month: string): string =>
  `${year}-${month.padStart(2, '0')}-01`;

/**
 * The month that a table's surroundings name, as the ISO date of its first day.
 * @param texts the nearest first: title rows, sheet name, file name. A month without a year
 *   (sheet "6月") takes the year of the nearest text that has one.
 * @returns undefined where none names a month; a full date (填报日期：2025年6月28日) does not
 */
export function monthNamed(texts: readonly string[]): string | undefined {
  const normal = texts.map((item) => item.normalize('NFKC'));
  for (const pattern of [YEAR_MONTH, COMPACT]) {
    for (const item of normal) {
      const [, year, month] = pattern.exec(item) ?? [];
      if (year && month) return firstOfMonth(year, month);
    }
  }
  const month = normal.map((item) => MONTH.exec(item)?.[1]).find(Boolean);
  const year = normal.map((item) => YEAR.exec(item)?.[1]).find(Boolean);
  return month && year ? firstOfMonth(year, month) : undefined;
}
