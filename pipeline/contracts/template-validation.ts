import type { DataValidation } from 'hucre/xlsx';
import type { Column } from './contract.ts';
import { allowed, earliestDate, emptyMeans, example, latestDate } from './template-column.ts';
import { text, type Locale } from './text.ts';

/** Longest texts that Excel shows in its messages; a longer one makes it repair the file. */
const TITLE_LIMIT = 32;
const PROMPT_LIMIT = 255;
const ERROR_LIMIT = 225;

const words = {
  required: text('必填', 'Required'),
  optional: text('可不填', 'May stay empty'),
  example: text('例', 'Example'),
  unit: text('单位', 'Unit of measure'),
  empty: text('不填即', 'Empty means'),
  wrong: text('请检查这一格', 'Please check this cell'),
};

const cut = (value: string, limit: number): string =>
  value.length > limit ? `${value.slice(0, limit - 1)}…` : value;

/** Days since 1899-12-30: how a sheet counts dates. */
const serial = (iso: string): string =>
  String(Math.round((Date.parse(iso) - Date.UTC(1899, 11, 30)) / 86_400_000));

/** The rule of a column's cells, without its messages. */
function rule(
  column: Column,
  list: string | undefined,
): Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2'> {
  const between = (type: DataValidation['type'], low: string, high: string) => ({
    type,
    operator: 'between' as const,
    formula1: low,
    formula2: high,
  });
  switch (column.type) {
    case 'code':
    case 'boolean':
      return { type: 'list', formula1: list ?? '' };
    case 'integer':
      return between('whole', String(column.min ?? -1e9), String(column.max ?? 1e9));
    case 'number':
      return between('decimal', String(column.min ?? -1e12), String(column.max ?? 1e12));
    case 'date':
    case 'timestamp':
    case 'month':
      return between(
        'date',
        serial(String(column.min ?? earliestDate)),
        serial(String(column.max ?? latestDate)),
      );
    case 'text':
      return between('textLength', '0', '32767');
  }
}

/** What the sheet says beside a cell when it is selected. */
function prompt(column: Column, locale: Locale): string {
  const line = (label: string, value: string | undefined) =>
    value ? [locale === 'zh' ? `${label}：${value}` : `${label}: ${value}`] : [];
  const isList = column.type === 'code' || column.type === 'boolean';
  return [
    words[column.required ? 'required' : 'optional'][locale],
    ...(column.description ? [column.description[locale]] : []),
    ...(isList || column.type === 'text' ? [] : [allowed(column, locale)]),
    ...line(words.unit[locale], column.unit?.[locale]),
    ...line(words.empty[locale], emptyMeans(column, locale)),
    ...(isList ? [] : line(words.example[locale], example(column, locale))),
  ].join('\n');
}

/**
 * The validation of one column of a template.
 * @param range the cells it holds for, such as `A4:A1003`
 * @param list where the values of its drop-down stand, such as `'代码'!$A$1:$A$12`
 */
export function columnValidation(
  column: Column,
  locale: Locale,
  range: string,
  list: string | undefined,
): DataValidation {
  const wanted = `${column.label[locale]}${locale === 'zh' ? '：' : ': '}${allowed(column, locale)}`;
  return {
    ...rule(column, list),
    range,
    allowBlank: true,
    showInputMessage: true,
    inputTitle: cut(column.label[locale], TITLE_LIMIT),
    inputMessage: cut(prompt(column, locale), PROMPT_LIMIT),
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: cut(words.wrong[locale], TITLE_LIMIT),
    errorMessage: cut(wanted, ERROR_LIMIT),
  };
}
