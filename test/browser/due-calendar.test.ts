import '../../dashboard/theme/tokens.css';
import { expect, test } from 'vitest';
import { drawDueCalendar } from '../../dashboard/charts/campaign/draw-due-calendar.ts';

const shares = [0, 30, 60, 80, 99, 100];
const drawn = (width: number): Element =>
  drawDueCalendar({
    months: shares.map((share, index) => ({
      ...{ month: `2026-0${index + 1}`, owed: 100, done: share, late: (100 - share) / 2 },
    })),
    ...{ width, selected: '2026-06', percent: (share) => `${Math.round(share * 100)}%` },
    ...{ monthName: String, title: ({ month }) => month },
  });

const widths = (chart: Element, fill: string): number[] =>
  [...chart.querySelectorAll(`[fill="${fill}"] rect, rect[fill="${fill}"]`)].map((bar) =>
    Number(bar.getAttribute('width')),
  );

test.each([800, 360])(
  'a bar is as long as the share that is done, its late part beside it, %d px',
  (width) => {
    const chart = drawn(width);
    const whole = widths(chart, 'var(--paper-strong)');
    const done = widths(chart, 'var(--accent)');
    const late = widths(chart, 'var(--ink-soft)');
    expect(whole).toHaveLength(shares.length);
    for (const [index, share] of shares.entries()) {
      const full = whole[index] ?? 0;
      expect((done[index] ?? 0) / full).toBeCloseTo(share / 100, 2);
      expect((late[index] ?? 0) / full).toBeCloseTo((100 - share) / 200, 2);
    }
  },
);

test('each share is also a figure where there is room, and each month a sentence', () => {
  const said = (chart: Element): string =>
    [...chart.querySelectorAll('text')].map((each) => each.textContent).join(' ');
  for (const share of shares) expect(said(drawn(800))).toContain(`${share}%`);
  expect(said(drawn(360))).not.toContain('%');
  expect(drawn(360).querySelectorAll('title')).toHaveLength(shares.length);
});
