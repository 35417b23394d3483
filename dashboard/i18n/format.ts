import { onDistrictClock } from './district-clock.ts';
import { locale, type Locale } from './locale.svelte.ts';

const tags: Readonly<Record<Locale, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** What stands for a value that is not there. */
export const ABSENT = '–';

/** Keeps formatters, which are slow to make, one for each language and shape. */
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `${locale.current} ${JSON.stringify(options)}`;
  const known = formatters.get(name);
  if (known instanceof Intl.NumberFormat) return known;
  const made = new Intl.NumberFormat(tags[locale.current], options);
  formatters.set(name, made);
  return made;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${locale.current} ${JSON.stringify(options)}`;
  const known = formatters.get(name);
  if (known instanceof Intl.DateTimeFormat) return known;
  const made = new Intl.DateTimeFormat(tags[locale.current], { ...options, timeZone: 'UTC' });
  formatters.set(name, made);
  return made;
}

type Absent = null | undefined;

/** A number whose digits are all zero has no sign: a little below nothing is not told from nothing. */
const written = (value: number, options: Intl.NumberFormatOptions): string =>
  numberFormat(options)
    .format(value)
    .replace(/^-(?=[0.]+%?$)/, '');

/** 1,234.5: at most `digits` decimals. */
export const formatNumber = (value: number | Absent, digits = 0): string =>
  value === null || value === undefined || Number.isNaN(value)
    ? ABSENT
    : written(value, { maximumFractionDigits: digits });

/** For the narrow axis of a chart: from ten thousand on 1.2万, 12K. */
export const formatTick = (value: number): string =>
  Math.abs(value) < 10_000
    ? formatNumber(value, 1)
    : numberFormat({ notation: 'compact', maximumFractionDigits: 1 }).format(value);

/**
 * What a score of four decimals was before it went through a 32-bit column or a subtraction: else
 * 5.95 is 5.9 on the page that holds it so, and 6.0 on another.
 */
const asWritten = (value: number): number => Math.round(value * 1e4) / 1e4;

/** 12.3: exactly `digits` decimals, so that a column lines up. */
export const formatFixed = (value: number | Absent, digits = 1): string =>
  value === null || value === undefined || Number.isNaN(value)
    ? ABSENT
    : written(asWritten(value), {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });

/** 45.6%: `value` is a ratio, 1 = 100 %; exactly `digits` decimals. */
export const formatPercent = (value: number | Absent, digits = 0): string =>
  value === null || value === undefined || Number.isNaN(value)
    ? ABSENT
    : written(value, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });

/** A change with its sign and exactly `digits` decimals: +3, -2, 0. */
export const formatChange = (value: number | Absent, digits = 0): string =>
  value === null || value === undefined || Number.isNaN(value)
    ? ABSENT
    : numberFormat({
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay: 'exceptZero',
      }).format(asWritten(value));

/** 2026年9月, Sept 2026: from YYYY-MM or YYYY-MM-DD. */
export const formatMonth = (month: string | Absent): string =>
  month
    ? dateFormat({
        year: 'numeric',
        month: locale.current === 'zh' ? 'long' : 'short',
      }).format(new Date(`${month.slice(0, 7)}-01T00:00:00Z`))
    : ABSENT;

/** 2026/9/3, 3 Sept 2026: from the first ten characters of an ISO date. */
export const formatDate = (date: string | Absent): string =>
  date
    ? dateFormat(
        locale.current === 'zh'
          ? { year: 'numeric', month: 'numeric', day: 'numeric' }
          : { year: 'numeric', month: 'short', day: 'numeric' },
      ).format(new Date(`${date.slice(0, 10)}T00:00:00Z`))
    : ABSENT;

/**
 * Date and minute of a timestamp. One with a zone (`…Z`) is an instant and read on the district's
 * clock; one without is what somebody wrote down by it, and stays as it is.
 */
export function formatTime(timestamp: string | Absent): string {
  if (!timestamp) return ABSENT;
  if (!timestamp.endsWith('Z')) return `${formatDate(timestamp)} ${timestamp.slice(11, 16)}`.trim();
  return formatTime(onDistrictClock(new Date(timestamp)));
}

/** Compares texts the way the reader's language orders them (pinyin in Chinese), numbers by value. */
export function compareText(first: string, second: string): number {
  return collators[locale.current].compare(first, second);
}

const collators: Readonly<Record<Locale, Intl.Collator>> = {
  zh: new Intl.Collator('zh-CN', { numeric: true }),
  en: new Intl.Collator('en-GB', { numeric: true }),
};
