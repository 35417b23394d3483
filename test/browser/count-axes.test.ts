import { expect, test } from 'vitest';
import { drawBurnDown } from '../../dashboard/charts/campaign/draw-burn-down.ts';
import { drawHazardsToZero } from '../../dashboard/charts/campaign/draw-hazards-to-zero.ts';
import { drawAreasCompared } from '../../dashboard/charts/draw-areas-compared.ts';
import { drawTiers } from '../../dashboard/charts/trend/draw-tiers.ts';
import { drawTrend } from '../../dashboard/charts/trend/draw-trend.ts';

const size = { width: 300, height: 300 };
const months = ['2026-09', '2026-10'] as const;
const days = {
  today: '2026-10-02',
  month: (day: string) => day,
  number: (value: number) => `${value}`,
};

/** What the axis of counts says, from the ground up. */
const said = (chart: Element): (string | null)[] =>
  [...chart.querySelectorAll('[aria-label="y-axis tick label"] text')].map(
    (text) => text.textContent,
  );

test('an axis of counts names whole numbers only, where a reader has one unit too', () => {
  const one = { red: 1, orange: 0, yellow: 0, blue: 0 };
  const tiers = drawTiers({
    ...{ ...size, months, counts: [one, one] },
    ...{ format: days.number, letter: (tier) => tier },
  });
  expect(said(tiers)).toEqual(['0', '1']);
  const trend = { ...size, months, format: days.number };
  expect(said(drawTrend({ ...trend, values: [0, 1], counts: true }))).toEqual(['0', '1']);
  expect(said(drawTrend({ ...trend, values: [0, 1], top: 1 }))).toEqual(['0', '0.5', '1']);
  const points = [
    { day: '2026-10-01', planned: 2, left: 2 },
    { day: '2026-10-02', planned: 1, left: 2 },
  ];
  expect(said(drawBurnDown({ ...size, ...days, points, forecast: [] }))).toEqual(['0', '1', '2']);
  const hazards = [
    { day: '2026-10-01', found: 1, struckOff: 0, left: 1 },
    { day: '2026-10-02', found: 3, struckOff: 2, left: 1 },
  ];
  expect(said(drawHazardsToZero({ ...size, ...days, days: hazards }))).toEqual([
    '0',
    '1',
    '2',
    '3',
  ]);
});

test('every line of the grid between areas compared has its figure', () => {
  const areas = [{ area: 'North', before: 14, now: 16.6 }];
  for (const width of [320, 620]) {
    const chart = drawAreasCompared({ areas, width, format: String, selected: null });
    const lines = chart.querySelectorAll('[aria-label="x-grid"] line');
    const figures = chart.querySelectorAll('[aria-label="x-axis tick label"] text');
    expect(lines.length, `${width} px`).toBe(figures.length);
  }
});
