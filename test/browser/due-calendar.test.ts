import '../../dashboard/theme/tokens.css';
import { afterAll, expect, test } from 'vitest';
import { drawDueCalendar } from '../../dashboard/charts/campaign/draw-due-calendar.ts';
import { theme } from '../../dashboard/theme/theme.svelte.ts';
import { colourOf, mixed, ratio } from './contrast.ts';

afterAll(() => {
  theme.current = 'system';
});

const done = [0, 30, 60, 71, 73, 80, 86, 92, 99, 100];

test.each(['light', 'dark'] as const)('each share is read on its month, %s', (chosen) => {
  theme.current = chosen;
  const chart = drawDueCalendar({
    months: done.map((share, index) => ({
      ...{ month: `2026-${String(index + 1).padStart(2, '0')}`, owed: 100, done: share, late: 0 },
    })),
    ...{ width: 800, selected: '2026-10', percent: (share) => `${Math.round(share * 100)}%` },
    ...{ monthName: String, title: () => '' },
  });
  const cells = [...chart.querySelectorAll('rect[fill-opacity]')];
  const words = [...chart.querySelectorAll('text[fill]')];
  expect([cells.length, words.length]).toEqual([done.length, done.length]);
  for (const [index, word] of words.entries()) {
    const opacity = Number(cells[index]?.getAttribute('fill-opacity'));
    const ground = mixed(colourOf('var(--accent)'), opacity, colourOf('var(--paper-strong)'));
    const ink = colourOf(word.getAttribute('fill') ?? '');
    expect(ratio(ink, ground), word.textContent ?? '').toBeGreaterThanOrEqual(4.5);
  }
});
