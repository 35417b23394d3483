import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
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

test('no bar of the waterfall is less than nothing wide, however narrow its holder is for a moment', async () => {
  const holder = document.createElement('div');
  document.body.append(holder);
  const settled = () =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  holder.style.width = '40px';
  await render(WaterfallChart, { target: holder, props: { label: 'Points', waterfall, options } });
  for (const width of [1, 40, 68, 69, 99, 100, 288, 358]) {
    holder.style.width = `${width}px`;
    await settled();
    const widths = [...holder.querySelectorAll('rect')].map((bar) => bar.getAttribute('width'));
    expect(
      widths.filter((each) => Number(each) < 0),
      `${width} px`,
    ).toEqual([]);
  }
  expect(holder.querySelectorAll('rect').length).toBeGreaterThan(0);
  holder.remove();
});
