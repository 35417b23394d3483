import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import ReturnGrid from '../../dashboard/charts/ReturnGrid.svelte';
import WaterfallChart from '../../dashboard/charts/WaterfallChart.svelte';
import { layoutWaterfall } from '../../dashboard/charts/waterfall-layout.ts';

const waterfall = layoutWaterfall([
  { group: 'hazard', indicator: 'hazard_overdue', points: 12, maximum: 20 },
  { group: 'drill', indicator: 'drill_missed', points: 5, maximum: 10 },
]);

const options = {
  ...{ score: 17, band: [14, 21] as const, tier: 'blue' as const, selected: null },
  cuts: [{ tier: 'yellow' as const, minimum: 30 }],
  href: () => '#',
  words: {
    indicator: (name: string) => name,
    group: ({ group }: { group: string }) => group,
    tier: () => 'Y',
    score: 'Score',
    number: (points: number) => String(points),
    cut: (points: number) => String(points),
    bar: () => 'rows behind',
  },
};

const settled = () =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));

let holder: HTMLElement;

beforeEach(() => {
  holder = document.createElement('div');
  holder.style.width = '40px';
  document.body.append(holder);
});

afterEach(() => holder.remove());

/** Widens the holder as a page does that is being laid out; at no width is a bar less than nothing wide. */
async function widen(): Promise<void> {
  for (const width of [1, 40, 68, 69, 99, 100, 130, 288, 358]) {
    holder.style.width = `${width}px`;
    await settled();
    const widths = [...holder.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'));
    expect(
      widths.filter((each) => Number(each) < 0),
      `${width} px`,
    ).toEqual([]);
  }
  expect(holder.querySelectorAll('rect').length).toBeGreaterThan(0);
}

test('no bar of the waterfall is less than nothing wide, however narrow its holder is for a moment', async () => {
  await render(WaterfallChart, { target: holder, props: { label: 'Points', waterfall, options } });
  await widen();
});

test('nor is any of the sums above the grid of returns', async () => {
  const months = ['2026-08', '2026-09', '2026-10'];
  await render(ReturnGrid, {
    target: holder,
    props: {
      months,
      lines: [{ unit_code: 'A1', months: ['missing', 'late', 'on_time'] }],
      totals: months.map(() => ({ missing: 1, late: 1, on_time: 1 })),
      month: '2026-10',
      nameOf: (code: string) => code,
      hrefOf: (code: string) => `/units/${code}`,
      onmonth: () => undefined,
    },
  });
  await widen();
});
