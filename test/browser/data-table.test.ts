import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import type { Component } from 'svelte';
import { beforeEach, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import DataTable from '../../dashboard/components/DataTable.svelte';
import type { TableColumn } from '../../dashboard/components/table.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import { place } from '../../dashboard/router/place.svelte.ts';

interface Unit {
  readonly name: string;
  readonly score: number | null;
}

/** The table for rows of this kind: `render` does not infer a component's type parameter. */
const UnitTable = DataTable as unknown as Component<{
  label: string;
  rows: readonly Unit[];
  columns: readonly TableColumn<Unit>[];
  id: (unit: Unit) => string;
  href?: (unit: Unit) => string;
  searchable?: boolean;
  parameter?: string;
  csv?: string;
  height?: string;
}>;

const columns: TableColumn<Unit>[] = [
  { key: 'name', label: '单位', value: ({ name }) => name },
  { key: 'score', label: '得分', value: ({ score }) => score, numeric: true },
];
const rows: Unit[] = [
  { name: '石桥小学', score: 30 },
  { name: '安河小学', score: null },
  { name: '白沙幼儿园', score: 70 },
];
const props = { label: '单位', rows, columns, id: ({ name }: Unit) => name };

const firstCells = (container: Element): string[] =>
  [...container.querySelectorAll('tbody tr[data-index] td:first-child')].map(
    (cell) => cell.textContent?.trim() ?? '',
  );

beforeEach(() => {
  locale.current = 'zh';
  place.navigate('/table', { replace: true });
});

test('the name of figures ends where they end, sorted by or not', async () => {
  const screen = await render(UnitTable, props);
  const ends = (holder: Element | null): number => {
    const text = document.createRange();
    const walker = document.createTreeWalker(holder ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      if (walker.currentNode.textContent?.trim()) text.selectNodeContents(walker.currentNode);
    return text.getBoundingClientRect().right;
  };
  for (let press = 0; press < 3; press += 1) {
    const [name, figure] = ['thead th.number', 'tbody td.number'].map((each) =>
      ends(screen.container.querySelector(each)),
    );
    expect(Math.abs((name ?? 0) - (figure ?? 99))).toBeLessThan(1.5);
    await screen.getByRole('button', { name: '得分' }).click();
  }
});

test('a heading sorts, figures the largest first, what is missing last', async () => {
  const screen = await render(UnitTable, props);
  expect(firstCells(screen.container)).toEqual(['石桥小学', '安河小学', '白沙幼儿园']);
  await screen.getByRole('button', { name: '得分' }).click();
  expect(firstCells(screen.container)).toEqual(['白沙幼儿园', '石桥小学', '安河小学']);
  await expect
    .element(screen.getByRole('columnheader', { name: '得分' }))
    .toHaveAttribute('aria-sort', 'descending');
  await screen.getByRole('button', { name: '得分' }).click();
  expect(firstCells(screen.container)).toEqual(['石桥小学', '白沙幼儿园', '安河小学']);
});

test('names sort by pinyin', async () => {
  const screen = await render(UnitTable, props);
  await screen.getByRole('button', { name: '单位' }).click();
  expect(firstCells(screen.container)).toEqual(['安河小学', '白沙幼儿园', '石桥小学']);
});

test('the address keeps sort and search, where the table has a name for them', async () => {
  const screen = await render(UnitTable, { ...props, searchable: true, parameter: 'unit_' });
  await screen.getByRole('button', { name: '得分' }).click();
  await screen.getByRole('searchbox').fill('小学');
  expect(new URLSearchParams(place.search).get('unit_sort')).toBe('-score');
  expect(new URLSearchParams(place.search).get('unit_search')).toBe('小学');
  await expect.poll(() => firstCells(screen.container)).toEqual(['石桥小学', '安河小学']);
  await expect.element(screen.getByRole('status')).toHaveTextContent('2 / 3 行');
});

test('a search that finds nothing says so', async () => {
  const screen = await render(UnitTable, { ...props, searchable: true });
  await screen.getByRole('searchbox').fill('没有这样的单位');
  await expect.element(screen.getByText('没有符合条件的行')).toBeVisible();
});

test('arrow keys walk the rows, Enter opens one', async () => {
  const screen = await render(UnitTable, { ...props, href: ({ name }) => `/units/${name}` });
  const row = (index: number): Element | null =>
    screen.container.querySelector(`tr[data-index="${index}"]`);
  (row(0) as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  await expect.poll(() => document.activeElement).toBe(row(2));
  await userEvent.keyboard('{Home}');
  await expect.poll(() => document.activeElement).toBe(row(0));
  await userEvent.keyboard('{End}{Enter}');
  await expect.poll(() => decodeURIComponent(place.path)).toBe('/units/白沙幼儿园');
});

test('of many rows only those in sight are drawn, and the last can be reached', async () => {
  const many = Array.from({ length: 3000 }, (_, index) => ({
    name: `单位 ${index}`,
    score: index,
  }));
  const screen = await render(UnitTable, { ...props, rows: many, height: '400px' });
  await expect.poll(() => firstCells(screen.container).length).toBeGreaterThan(5);
  expect(firstCells(screen.container).length).toBeLessThan(100);
  expect(firstCells(screen.container)[0]).toBe('单位 0');
  (screen.container.querySelector('tr[data-index="0"]') as HTMLElement).focus();
  await userEvent.keyboard('{End}');
  await expect.poll(() => firstCells(screen.container).at(-1)).toBe('单位 2999');
  await expect.element(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '3001');
});

test('the same rows can be had as files', async () => {
  const csv = '/api/export/unit.csv?month=2026-09';
  const screen = await render(UnitTable, { ...props, csv });
  await expect.element(screen.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', csv);
});
