import '../../dashboard/theme/tokens.css';
import { expect, test } from 'vitest';
import { drawDayCalendar } from '../../dashboard/charts/campaign/draw-day-calendar.ts';

const dues = ['2025-11-03', '2026-05-18', '2026-10-31', '2026-12-01'];
const drawn = (width: number): Element => {
  const chart = drawDayCalendar({
    days: dues.map((day) => ({ day, owed: 4, done: 3, late: 1 })),
    ...{ from: '2025-11-01', to: '2026-12-05', today: '2026-10-31', width },
    ...{ monthName: (day) => day.slice(0, 7), weekdayName: String, title: ({ day }) => day },
  });
  document.body.replaceChildren(chart);
  return chart;
};
const cells = (chart: Element): SVGRectElement[] => [
  ...chart.querySelectorAll<SVGRectElement>('[fill="var(--paper-soft)"] rect'),
];

test.each([1200, 600, 340, 280])('a day is large enough to be seen, %d px', (width) => {
  const days = cells(drawn(width)).map(({ width: { baseVal: box } }) => box.value);
  expect(days).toHaveLength(400);
  expect(Math.min(...days)).toBeGreaterThanOrEqual(7);
});

test.each([1200, 690, 340])('a day is as high as it is wide, %d px', (width) => {
  for (const cell of cells(drawn(width)))
    expect(cell.height.baseVal.value / cell.width.baseVal.value).toBeCloseTo(1, 1);
});

test.each([600, 340])('no day lies outside the drawing, %d px', (width) => {
  const chart = drawn(width);
  const { right, bottom } = chart.getBoundingClientRect();
  const places = cells(chart).map((cell) => cell.getBoundingClientRect());
  expect(Math.max(...places.map((place) => place.right))).toBeLessThanOrEqual(right);
  expect(Math.max(...places.map((place) => place.bottom))).toBeLessThanOrEqual(bottom);
});

test('where there is little room weeks go on in strips below, each day and month in one of them', () => {
  const strips = (width: number): number =>
    new Set(cells(drawn(width)).map((cell) => Math.round(cell.getBoundingClientRect().top))).size /
    7;
  expect(strips(1200)).toBe(1);
  expect(strips(340)).toBe(2);
  const chart = drawn(340);
  const titles = [...chart.querySelectorAll('title')].map(({ textContent }) => textContent);
  expect(titles.sort()).toEqual(dues);
  expect(chart.textContent).toContain('2026-11');
  expect(chart.querySelector('[aria-label^="x-axis"]')).toBeNull();
});
