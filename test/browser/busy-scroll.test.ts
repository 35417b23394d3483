import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Grid } from '../../dashboard/pages/sql/result/grid.svelte.ts';
import { ResultSet } from '../../dashboard/pages/sql/result/result-set.ts';
import { Schema } from 'apache-arrow';

const MILLION = 1_000_000;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function longGrid(): { readonly grid: Grid; readonly element: HTMLElement } {
  const result = new ResultSet(new Schema([]));
  const grid = new Grid(() => ({ result, rows: MILLION, head: 32 }));
  // Out of the page, so that no scroll is told of but by the test, as late as it likes.
  const element = document.createElement('div');
  Object.defineProperty(element, 'scrollTop', { value: 0, writable: true });
  grid.element = element;
  grid.seenHeight = 592;
  return { grid, element };
}

test('who scrolls on before the browser tells of it is not taken back', () => {
  const { grid, element } = longGrid();
  element.scrollTop = 7_999_440;
  grid.onScroll();
  expect(grid.last).toBe(MILLION);

  element.scrollTop = 0;
  vi.advanceTimersByTime(250);
  grid.onScroll();
  expect(grid.first).toBe(0);
});

test('the bar is put where the rows are, once the hand has let go', () => {
  const { grid, element } = longGrid();
  element.scrollTop = 560;
  grid.onScroll();
  expect(grid.first).toBe(20);
  vi.advanceTimersByTime(250);
  expect(element.scrollTop).toBe(160);
});
