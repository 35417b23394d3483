import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { session } from '../../dashboard/data/session.svelte.ts';
import { view } from '../../dashboard/data/view.svelte.ts';
import { followLinks, place } from '../../dashboard/router/place.svelte.ts';
import { answerQueries, noRows } from './fake-server.ts';

const home = window.location.href;

beforeAll(async () => {
  answerQueries({ code: noRows('list', 'code', 'label_zh', 'label_en') });
  await session.refresh();
});

afterAll(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', home);
});

beforeEach(() => place.navigate('/', { replace: true }));

const back = (): Promise<void> =>
  new Promise((resolve) => {
    window.addEventListener('popstate', () => resolve(), { once: true });
    window.history.back();
  });

test('without a word in the address, the newest month and all units are shown', () => {
  expect([view.month, view.area, view.kind, view.tiers, view.filtered]).toEqual([
    '2026-10',
    null,
    null,
    [],
    false,
  ]);
});

test('the address is the view, with its defaults left out', () => {
  view.set({ month: '2026-09', area: '石桥片区' });
  expect(place.search).toBe('?area=%E7%9F%B3%E6%A1%A5%E7%89%87%E5%8C%BA&month=2026-09');
  expect([view.month, view.area]).toEqual(['2026-09', '石桥片区']);
  view.set({ month: '2026-10', area: null });
  expect(place.search).toBe('');
});

test('Back undoes a filter', async () => {
  view.set({ area: 'A' });
  view.set({ area: 'B' });
  await back();
  expect(view.area).toBe('A');
  await back();
  expect(view.area).toBeNull();
});

test('a month the snapshot does not have is not shown', () => {
  for (const month of ['2019-01', '2031-01', 'yesterday', '2026-9']) {
    place.navigate(`/?month=${month}`, { replace: true });
    expect(view.month, month).toBe('2026-10');
  }
});

test('tiers are switched one by one; all four are the same as none', () => {
  view.toggleTier('orange');
  view.toggleTier('red');
  expect(place.search).toBe('?tier=red,orange');
  view.toggleTier('red');
  expect(view.tiers).toEqual(['orange']);
  for (const tier of ['red', 'yellow', 'blue'] as const) view.toggleTier(tier);
  expect(place.search).toBe('');
  place.navigate('/?tier=red,purple', { replace: true });
  expect(view.tiers, 'what is no tier is passed over').toEqual(['red']);
});

test('filters accept the units that match, and do not ask for what a row lacks', () => {
  place.navigate('/?area=A&tier=red', { replace: true });
  expect(view.accepts({ area: 'A', kind: 'primary', tier: 'red' })).toBe(true);
  expect(view.accepts({ area: 'B', tier: 'red' })).toBe(false);
  expect(view.accepts({ area: 'A', tier: null })).toBe(false);
  expect(view.accepts({ area: 'A' })).toBe(true);
});

test('filters travel to other pages, a page’s own parameters stay behind', () => {
  place.navigate('/?from=2026-08&kind=primary&month=2026-09', { replace: true });
  expect(view.href('/units/XA01')).toBe('/units/XA01?kind=primary&month=2026-09');
  expect(view.href('/units', { tier: 'red', kind: null })).toBe('/units?month=2026-09&tier=red');
});

test('a plain click follows a link within the page; other clicks and links are the browser’s', () => {
  const root = document.createElement('div');
  root.innerHTML =
    '<a id="ours" href="/units?tier=red"><b>x</b></a><a id="file" href="/api/export/unit.csv">y</a>' +
    '<a id="other" href="https://example.org/">z</a>';
  document.body.append(root);
  const stop = followLinks(root);
  // Registered later, so it sees what followLinks left, and keeps the test's page where it is.
  const left: string[] = [];
  root.addEventListener('click', (event) => {
    if (!event.defaultPrevented) left.push((event.target as Element).closest('a')?.id ?? '');
    event.preventDefault();
  });
  const click = (selector: string, options: MouseEventInit = {}): void => {
    root
      .querySelector(selector)
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...options }));
  };
  click('#ours b', { ctrlKey: true });
  click('#file');
  click('#other');
  expect(left).toEqual(['ours', 'file', 'other']);
  expect(place.path).toBe('/');
  click('#ours b');
  expect(place.path + place.search).toBe('/units?tier=red');
  stop();
  root.remove();
});

test('a day is shown with its month; another month begins with its last day', () => {
  expect(view.day).toBe('2026-10-31');
  view.setDay('2026-08-12');
  expect([view.month, view.day, place.search]).toEqual([
    '2026-08',
    '2026-08-12',
    '?day=2026-08-12&month=2026-08',
  ]);
  view.set({ area: 'A' });
  expect(view.day).toBe('2026-08-12');
  expect(view.href('/units', { month: '2026-07' })).toBe('/units?area=A&month=2026-07');
  view.set({ month: '2026-09' });
  expect([view.day, place.parameter('day')]).toEqual(['2026-09-30', null]);
  view.setDay('2026-10-31');
  expect(place.parameter('day')).toBeNull();
});

test('a day that is none, or lies in another month, is not shown', () => {
  for (const day of ['2026-10-32', '2026-09-12', '2026-10', 'yesterday']) {
    place.navigate(`/?day=${day}`, { replace: true });
    expect(view.day, day).toBe('2026-10-31');
  }
});
