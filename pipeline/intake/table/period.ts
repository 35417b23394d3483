/** What the surroundings of a table tell of its time: `YYYY-MM-01`, or `YYYY` where none names a month. */
export interface Period {
  readonly month?: string;
  readonly year?: string;
}

/** 2024-2025学年, 2024学年度: from September of the first year to August of the next. */
const SCHOOL_YEAR = /(?<!\d)((?:19|20)\d{2})(?:\s*[-—–~～至/]\s*((?:19|20)?\d{2}))?\s*学年/u;
/** 2025年6月, 2025-06, 2025.6, 2025/6 月: a year and a month that no day follows. */
const YEAR_MONTH =
  /(?<!\d)((?:19|20)\d{2})\s*[年.\-_/]\s*(1[0-2]|0?[1-9])(?!\d)(?!\s*月?\s*[.\-_/日号]?\s*\d)/u;
/** 25年6月: a year of two digits counts only where both words are written. */
const SHORT_YEAR_MONTH = /(?<!\d)(\d{2})\s*年\s*(1[0-2]|0?[1-9])\s*月(?!\s*\d)/u;
/** 202506, as file names have it; neither part of a longer number nor of a full date. */
const COMPACT = /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(?!\d)/u;
const YEAR = /(?<!\d)((?:19|20)\d{2})(?!\d)/u;
const MONTH = /(?<!\d)(1[0-2]|0?[1-9])\s*月(?:份)?(?!\s*\d)/u;
/** 5-6月, 5月、6月, 1至6月份, 上半年, 第二季度: more than one month. */
const SEVERAL =
  /(?<!\d)(?:1[0-2]|0?[1-9])\s*月?份?\s*[-—–~～至到、和及,，]\s*(?:(?:19|20)\d{2}\s*年\s*)?(?:1[0-2]|0?[1-9])\s*月|[上下]半年|季度/u;

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const WRITTEN_MONTH = /(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月/gu;

const WRITTEN_YEAR = /[一二][〇○零一二三四五六七八九]{3}(?=\s*年)/gu;
const DIGITS = '〇一二三四五六七八九';

/** One form for what clerks write differently: full width, 二〇二五年, 六月. */
const normal = (words: string): string =>
  words
    .normalize('NFKC')
    .replace(WRITTEN_YEAR, (year) =>
      [...year.replace(/[○零]/gu, '〇')].map((digit) => DIGITS.indexOf(digit)).join(''),
    )
    .replace(WRITTEN_MONTH, (_, numeral: string) => `${NUMERALS.indexOf(numeral) + 1}月`);

const firstOfMonth = (year: string, month: string): string =>
  `${year}-${month.padStart(2, '0')}-01`;

/** A month of a school year has its year only where it cannot lie at either end. */
function yearInSchoolYear(words: string, month: number): string | undefined {
  const [, first = '', second] = SCHOOL_YEAR.exec(words) ?? [];
  if (month >= 9) return first;
  return second && month <= 7 ? String(Number(first) + 1) : undefined;
}

/** What one text says: a month with or without its year, a year alone, or several months. */
function timeOf(words: string): { year?: string; month?: string; several?: boolean } {
  if (SEVERAL.test(words)) {
    const year = YEAR.exec(words)?.[1];
    return { several: true, ...(year ? { year } : {}) };
  }
  const month = MONTH.exec(words)?.[1];
  if (SCHOOL_YEAR.test(words)) {
    if (!month) return {};
    const year = yearInSchoolYear(words, Number(month));
    return { month, ...(year ? { year } : {}) };
  }
  for (const pattern of [YEAR_MONTH, COMPACT]) {
    const [, year, named] = pattern.exec(words) ?? [];
    if (year && named) return { year, month: named };
  }
  const [, short, named] = SHORT_YEAR_MONTH.exec(words) ?? [];
  if (short && named) return { year: `20${short}`, month: named };
  const year = YEAR.exec(words)?.[1];
  return { ...(year ? { year } : {}), ...(month ? { month } : {}) };
}

/**
 * The time that a table's surroundings name.
 * @param texts the nearest first, the file's name last. The nearest text with a single month
 *   decides; where it has no year (sheet "6月"), the nearest text with a year gives it. A text that
 *   names several months names none, and then a file name does not narrow it down
 * @returns the month; else the year, where all that tell one tell the same. A full date
 *   (填报日期：2025年6月28日) names no month
 */
export function periodNamed(texts: readonly string[]): Period {
  const times = texts.map((words) => timeOf(normal(words)));
  const several = times.findIndex((time) => time.several);
  const trusted = several >= 0 && several < times.length - 1 ? times.slice(0, -1) : times;
  const nearest = trusted.find(({ month }) => month !== undefined);
  const years = times.flatMap(({ year }) => year ?? []);
  const year = nearest?.year ?? years[0];
  if (nearest?.month && year) return { month: firstOfMonth(year, nearest.month) };
  return years.length > 0 && new Set(years).size === 1 ? { year: years[0] as string } : {};
}

/** Whether a text names one month, be it without its year. */
export function namesMonth(words: string): boolean {
  return timeOf(normal(words)).month !== undefined;
}

/**
 * The one month that a text names, `YYYY-MM-01`; undefined where it names none or several.
 * @param year the year where the text leaves it out
 */
export function monthIn(words: string, year: string | undefined): string | undefined {
  const time = timeOf(normal(words));
  const full = time.year ?? year;
  return time.month && full ? firstOfMonth(full, time.month) : undefined;
}
