import { codeLists } from './codes/index.ts';
import type { Column, ColumnType } from './contract.ts';
import { text, type Locale, type Text } from './text.ts';

/** What a template shows for `true` and `false`, in this order. */
export const yesNo: readonly [Text, Text] = [text('是', 'Yes'), text('否', 'No')];

/** Dates outside these are typing errors in any return. */
export const earliestDate = '1990-01-01';
export const latestDate = '2099-12-31';

const EXAMPLES: Partial<Record<ColumnType, Text>> = {
  month: text('2026-10', '2026-10'),
  date: text('2026-10-12', '2026-10-12'),
  timestamp: text('2026-10-12 09:30', '2026-10-12 09:30'),
  boolean: yesNo[0],
};

const KINDS: Record<Exclude<ColumnType, 'code' | 'boolean'>, Text> = {
  text: text('文字', 'Text'),
  integer: text('整数', 'Whole number'),
  number: text('数字', 'Number'),
  date: text('日期，年-月-日', 'Date, year-month-day'),
  timestamp: text('日期和时间', 'Date and time'),
  month: text('月份，年-月', 'Month, year-month'),
};

/** The header that a template gives a column: `*` where it must be filled in, its unit in brackets. */
export function templateHeader({ label, required, unit }: Column, locale: Locale): string {
  const brackets = unit && (locale === 'zh' ? `（${unit.zh}）` : ` (${unit.en})`);
  return `${required ? '*' : ''}${label[locale]}${brackets ?? ''}`;
}

/** The values of the drop-down of a `code` or `boolean` column; undefined for other types. */
export function choices(column: Column, locale: Locale): string[] | undefined {
  if (column.type === 'boolean') return yesNo.map((label) => label[locale]);
  if (!column.codes) return undefined;
  return codeLists[column.codes].codes.map((code) => code.label[locale]);
}

/** Thousands are grouped, but not those of a year. */
const bound = (value: number | string): string =>
  typeof value === 'number' && value >= 10_000 ? value.toLocaleString('en-US') : String(value);

/** What may stand in a cell, for a clerk: type, bounds, or the list of values. */
export function allowed(column: Column, locale: Locale): string {
  const values = choices(column, locale);
  if (values) return values.join(locale === 'zh' ? '、' : '; ');
  const kind = KINDS[column.type as keyof typeof KINDS][locale];
  if (column.min === undefined || column.max === undefined) return kind;
  const [min, max] = [column.min, column.max].map(bound);
  return locale === 'zh' ? `${kind}，${min} 至 ${max}` : `${kind}, ${min} to ${max}`;
}

/** A cell as a clerk would fill it in, or '' where the allowed values say it all. */
export function example(column: Column, locale: Locale): string {
  const first = choices(column, locale)?.[0];
  return column.example?.[locale] ?? first ?? EXAMPLES[column.type]?.[locale] ?? '';
}

/** What an empty cell is read as, or undefined where it means "not known". */
export function emptyMeans(column: Column, locale: Locale): string | undefined {
  if (column.absent === undefined) return undefined;
  const literal = column.absent.replace(/^'(.*)'$/, '$1');
  if (column.type === 'boolean') return yesNo[literal === 'true' ? 0 : 1][locale];
  const codes = column.codes ? codeLists[column.codes].codes : [];
  return codes.find((code) => code.code === literal)?.label[locale] ?? literal;
}

/** How wide a text is on a sheet, in characters: a Chinese one takes the room of two. */
export const displayWidth = (value: string): number =>
  [...value].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
