import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import Unit from '../../dashboard/pages/unit/Unit.svelte';
import { followLinks, place } from '../../dashboard/router/place.svelte.ts';
import { answerQueries } from './fake-server.ts';
import { district } from './units-district.ts';

beforeEach(async () => {
  answerQueries(district);
  locale.current = 'en';
  place.navigate('/units/A1');
  await page.viewport(1280, 800);
  await session.refresh();
});

afterEach(() => vi.unstubAllGlobals());

const show = (code: string) => render(Unit, { parameters: { code } });

const waterfall = () => document.querySelector('.waterfall svg');
const links = () => [...document.querySelectorAll<SVGAElement>('.waterfall a')];
const widthOf = (bar: Element) => Number(bar.getAttribute('width'));

test('the bars stand end to end and add up to the bar of the score', async () => {
  await show('A1');
  await expect.poll(waterfall).not.toBeNull();
  const [points = [], score = []] = [
    ...document.querySelectorAll('.waterfall g[aria-label="bar"]'),
  ].map((group) => [...group.querySelectorAll('rect')]);
  expect(points).toHaveLength(3);
  expect(score).toHaveLength(1);

  const [total] = score;
  if (!total) throw new Error('no bar of the score');
  const sum = points.reduce((width, bar) => width + widthOf(bar), 0);
  expect(sum).toBeCloseTo(widthOf(total), 0);
  const ends = points.map((bar) => Number(bar.getAttribute('x')) + widthOf(bar));
  points.slice(1).forEach((bar, index) => {
    expect(Number(bar.getAttribute('x'))).toBeCloseTo(ends[index] ?? NaN, 1);
  });
  await expect.element(page.getByText('Without points: Late returns')).toBeVisible();
});

test('a bar opens the records behind it, by mouse or keyboard, and keeps the focus', async () => {
  await show('A1');
  await expect.poll(() => links().length).toBe(3);
  const hazard = links().findIndex((link) =>
    link.querySelector('rect')?.getAttribute('aria-label')?.startsWith('Overdue hazards'),
  );
  links()[hazard]?.focus();
  await userEvent.keyboard('{Enter}');
  expect(place.parameter('indicator')).toBe('hazard_overdue');
  await expect.element(page.getByText('Records behind: Overdue hazards')).toBeVisible();
  await expect.element(page.getByText('record 2')).toBeVisible();
  await expect.element(page.getByText('ledger.xlsx S row 2')).toBeVisible();
  expect(document.activeElement).toBe(links()[hazard]);

  await page.getByRole('button', { name: 'Close' }).click();
  expect(place.parameter('indicator')).toBeNull();
  await expect.element(page.getByText('record 2')).not.toBeInTheDocument();
});

test('why the unit stands where it does is said in words', async () => {
  await show('A1');
  await expect
    .element(page.getByText('Inspection is intensified because of: Score, hazard.'))
    .toBeVisible();
  await expect
    .element(
      page.getByText(
        'The score must fall below 38 for the tier to come down from Red: 4.0 points to go.',
      ),
    )
    .toBeVisible();
});

test('what past visits say of the next one stands under the decision, and no number where they say too little', async () => {
  await show('A1');
  const probability = 'Probability that the next visit finds something serious: 27%';
  await expect.element(page.getByText(probability)).toBeVisible();
  await expect
    .element(page.getByText('By its past visits its rate lies above the threshold of the policy.'))
    .toBeVisible();

  place.navigate('/units/A1?month=2026-08');
  await expect.element(page.getByText('the history model is silent')).toBeVisible();
  await expect.element(page.getByText(probability)).not.toBeInTheDocument();
});

test('a reason leads to its records too, for gates have no bar', async () => {
  await show('A1');
  const leaveLinks = followLinks(document.body);
  await page.getByRole('link', { name: 'Records: 2' }).first().click();
  await expect.element(page.getByText('record 1')).toBeInViewport();
  leaveLinks();
});

test('the drill calendar tells held from missed and says so in its twin', async () => {
  await show('A1');
  const calendar = page.getByRole('img', { name: /^Drills of Alder School/ });
  await expect.element(calendar).toBeVisible();
  await expect.element(calendar).toHaveAccessibleName(/2026–27: 2 required, 1 met/);
  const marks = calendar.element();
  expect(marks.querySelectorAll('g[aria-label="cell"] rect')).toHaveLength(2);

  const section = page.elementLocator(document.querySelector('#drills') ?? document.body);
  await section.getByRole('button', { name: 'Show as table' }).click();
  const states = [...document.querySelectorAll('#drills figure tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent?.trim()),
  );
  expect(states).toEqual([
    ['Oct 2026', '1', '1', 'held, records incomplete'],
    ['Sept 2026', '1', '0', 'required, not held'],
    ['Aug 2026', '0', '0', 'not required, or held already'],
  ]);
});

test('a unit that nothing is known of has designed empty states, an unknown code a way back', async () => {
  await show('A1');
  await expect.element(page.getByText('Not inspected yet')).toBeVisible();
  await expect.element(page.getByText('No hazards recorded by 31 Oct 2026')).toBeVisible();
  await expect.element(page.getByText('No accidents recorded')).toBeVisible();
});

test('an unknown code says so and leads back', async () => {
  await show('Z9');
  await expect.element(page.getByText('There is no unit with the code Z9')).toBeVisible();
  await expect.element(page.getByRole('heading', { level: 1 })).toHaveTextContent('Units');
  await expect.element(page.getByRole('link', { name: 'All units' })).toBeVisible();
});

test('a month without a decision says until when there were some, and leads there', async () => {
  const { decision } = district;
  if (!decision) throw new Error('no decisions');
  answerQueries({ ...district, decision: decision.slice(0, 1) }, undefined, 'without-the-newest');
  await session.refresh();
  await show('A1');
  const said = page.getByText('Nothing was decided about this unit in Oct 2026');
  await expect.element(said).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: /^Go to/ }))
    .toHaveAttribute('href', `/units/A1?month=${String(decision.get(0)?.['month']).slice(0, 7)}`);
});

test('what is to be verified is said with how to verify it, and opens its records', async () => {
  await show('A1');
  await expect.element(page.getByRole('heading', { name: 'To verify' })).toBeVisible();
  await expect.element(page.getByText('seen: zero_run')).toBeVisible();
  await expect.element(page.getByText('look: digit_heaping')).toBeVisible();
  await expect.element(page.getByText(/0\.4% of honest units.*< 0\.0001/)).toBeVisible();
  await page.getByRole('button', { name: 'See the records (2)' }).first().click();
  expect(place.parameter('signal')).toBe('zero_run');
  await expect.element(page.getByText('return 2')).toBeVisible();
  await expect.element(page.getByText('ledger.xlsx S row 2')).toBeVisible();
  await page.getByRole('button', { name: 'Hide the records' }).click();
  expect(place.parameter('signal')).toBeNull();
  await expect.element(page.getByText('return 2')).not.toBeInTheDocument();
});

test('Chinese sentences follow one another without a gap', async () => {
  locale.current = 'zh';
  await show('A1');
  await expect.poll(() => document.querySelector('header .lead')?.textContent).toMatch(/。.+。/);
  expect(document.querySelector('header .lead')?.textContent).not.toMatch(/。\s/);
});

test('a waterfall with next to no room keeps its last drawing: no bar is narrower than nothing', async () => {
  await show('A1');
  await expect.poll(waterfall).not.toBeNull();
  const holder = document.querySelector<HTMLElement>('.waterfall');
  if (!holder) throw new Error('no waterfall');
  holder.style.width = '24px';
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const widths = [...holder.querySelectorAll('rect')].map(widthOf);
  expect(widths.length).toBeGreaterThan(3);
  expect(Math.min(...widths)).toBeGreaterThanOrEqual(0);
});

test('the lines of a tip of the history stand clear of one another', async () => {
  locale.current = 'zh';
  await show('A1');
  const chart = () => document.querySelector<SVGSVGElement>('#history svg');
  await expect.poll(chart).not.toBeNull();
  const box = chart()?.getBoundingClientRect();
  if (!box) throw new Error('no history');
  const at = { clientX: box.left + box.width / 2, clientY: box.top + 60, bubbles: true };
  chart()?.dispatchEvent(new PointerEvent('pointermove', at));
  const lines = () => [...document.querySelectorAll('#history [aria-label="tip"] tspan')];
  await expect.poll(() => lines().length).toBeGreaterThan(1);
  const said = lines().filter((line) => line.textContent?.trim());
  const tops = said.map((line) => line.getBoundingClientRect().top);
  const apart = tops.slice(1).map((top, index) => top - (tops[index] ?? 0));
  expect(Math.min(...apart)).toBeGreaterThan(12 * 1.3);
});
