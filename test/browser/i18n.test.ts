import { beforeEach, expect, test } from 'vitest';
import { en, zh } from '../../dashboard/i18n/catalogue.ts';
import {
  ABSENT,
  compareText,
  formatChange,
  formatDate,
  formatFixed,
  formatMonth,
  formatNumber,
  formatPercent,
  formatTick,
  formatTime,
} from '../../dashboard/i18n/format.ts';
import { instantOf } from '../../dashboard/i18n/district-clock.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import { t } from '../../dashboard/i18n/translate.ts';

beforeEach(() => {
  locale.current = 'zh';
});

const parametersOf = (message: string): string[] =>
  [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

test('both catalogues hold the same keys', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
});

test('both catalogues take the same parameters', () => {
  const english: Readonly<Record<string, string>> = en;
  for (const [key, message] of Object.entries(zh)) {
    expect(new Set(parametersOf(english[key] ?? '')), key).toEqual(new Set(parametersOf(message)));
  }
});

test('no message hedges over one or many', () => {
  for (const [key, message] of Object.entries(en)) expect(message, key).not.toMatch(/\(e?s\)/);
});

test('no message is empty, and none of the English ones is still Chinese', () => {
  for (const [key, message] of Object.entries({ ...zh })) {
    // Nothing stands between two Chinese sentences.
    if (key !== 'sentence.join') expect(message.trim(), key).not.toBe('');
  }
  for (const [key, message] of Object.entries(en)) {
    if (key === 'settings.other_language') continue;
    expect(message, key).not.toMatch(/\p{Script=Han}/u);
  }
});

test('one thing has one word: obligations are overdue and hazards 超期, as in columns and policies', () => {
  for (const [key, message] of Object.entries(en)) {
    if (!/^(figure\.)?campaigns/.test(key)) continue;
    expect(message.replaceAll('{late}', ''), key).not.toMatch(/\blate\b/i);
  }
  for (const [key, message] of Object.entries(zh)) {
    if (/overdue/.test(key)) expect(message, key).not.toContain('逾期');
  }
});

test('words follow the language, parameters are filled in', () => {
  expect(t('table.rows_found', { found: 3, count: 320 })).toBe('3 / 320 行');
  locale.current = 'en';
  expect(t('table.rows_found', { found: 3, count: 320 })).toBe('Rows: 3 of 320');
  expect(document.documentElement.lang).toBe('en');
  expect(localStorage.getItem('language')).toBe('en');
});

test('numbers and dates follow the language', () => {
  expect(formatNumber(12345.678, 1)).toBe('12,345.7');
  expect(formatFixed(3)).toBe('3.0');
  expect([9999, 10_000, 12_500].map(formatTick)).toEqual(['9,999', '1万', '1.3万']);
  expect([formatFixed(-0.003, 2), formatNumber(-0.2), formatPercent(-0.001)]).toEqual([
    ...['0.00', '0', '0%'],
  ]);
  expect([formatFixed(-0.3), formatPercent(-0.1)]).toEqual(['-0.3', '-10%']);
  expect(formatPercent(0.8, 1)).toBe('80.0%');
  expect(formatFixed(Math.fround(5.95)), 'a score of a 32-bit column').toBe(formatFixed(5.95));
  expect(formatChange(5.89 - 9.04, 1), 'as the page that has both reads it').toBe('-3.2');
  expect([formatChange(3), formatChange(0), formatChange(-2.04, 1)]).toEqual(['+3', '0', '-2.0']);
  expect(formatMonth('2026-09')).toBe('2026年9月');
  expect(formatDate('2026-09-03')).toBe('2026/9/3');
  locale.current = 'en';
  expect(formatMonth('2026-03')).toBe('Mar 2026');
  expect(formatDate('2026-03-03')).toBe('3 Mar 2026');
});

test('what is not there is said, not left blank', () => {
  const formats = [formatNumber, formatFixed, formatPercent, formatChange];
  for (const format of formats) {
    expect(format(null)).toBe(ABSENT);
    expect(format(Number.NaN)).toBe(ABSENT);
  }
  expect([formatMonth(null), formatDate(undefined), formatTime(null)]).toEqual(
    Array(3).fill(ABSENT),
  );
});

test('a written time stays as it is written, an instant is read on the district’s clock, and back', () => {
  expect(formatTime('2026-09-03T23:30:00')).toBe('2026/9/3 23:30');
  expect(formatTime('2026-08-31T23:30:00.000Z')).toBe('2026/9/1 07:30');
  expect(instantOf('2026-09-01T07:30').toISOString()).toBe('2026-08-31T23:30:00.000Z');
});

test('Chinese is ordered by pinyin, and numbers by their value', () => {
  expect(['石桥', '安河', '白沙'].sort(compareText)).toEqual(['安河', '白沙', '石桥']);
  expect(['XA10', 'XA9'].sort(compareText)).toEqual(['XA9', 'XA10']);
});
