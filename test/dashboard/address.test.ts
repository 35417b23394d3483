import { expect, test } from 'vitest';
import { matchPath } from '../../dashboard/router/match.ts';
import { changeSearch, keepSearch } from '../../dashboard/router/search.ts';

test('a path is matched segment by segment', () => {
  expect(matchPath('/', '/')).toEqual({});
  expect(matchPath('/units', '/units/')).toEqual({});
  expect(matchPath('/units/:code', '/units/XA%2F01%20%E4%B8%80')).toEqual({ code: 'XA/01 一' });
  expect(matchPath('/units/:code', '/units')).toBeUndefined();
  expect(matchPath('/units', '/data')).toBeUndefined();
});

test('a path that is not properly encoded still names something', () => {
  expect(matchPath('/units/:code', '/units/%E4%B8')).toEqual({ code: '%E4%B8' });
});

test('the same view always has the same address', () => {
  expect(changeSearch('?tier=red&area=a', { month: '2026-09' })).toBe(
    '?area=a&month=2026-09&tier=red',
  );
  expect(changeSearch('?month=2026-09&area=a', { tier: 'red' })).toBe(
    '?area=a&month=2026-09&tier=red',
  );
});

test('defaults are left out', () => {
  expect(changeSearch('?area=a', { area: null })).toBe('');
  expect(changeSearch('?area=a&tier=red', { area: '' })).toBe('?tier=red');
});

test('commas stay readable and other signs are escaped', () => {
  expect(changeSearch('', { tier: 'red,orange', area: '东 & 西' })).toBe(
    '?area=%E4%B8%9C+%26+%E8%A5%BF&tier=red,orange',
  );
});

test('only the shared filters travel to another page', () => {
  expect(keepSearch('?from=2025-01&area=a&sort=-score', ['area', 'month'])).toBe('?area=a');
});
