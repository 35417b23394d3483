import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { Float64, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from '../../dashboard/App.svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import { place } from '../../dashboard/router/place.svelte.ts';
import { unitMonthTable, type UnitMonthRow } from '../dashboard/unit-month-table.ts';
import { answerQueries, noRows, SNAPSHOT, texts } from './fake-server.ts';

const home = window.location.href;
const units = [
  { unit_code: 'A', unit_name: '石桥小学', kind: 'primary', area: '石桥片区' },
  { unit_code: 'B', unit_name: '安河幼儿园', kind: 'kindergarten', area: '安河片区' },
  { unit_code: 'C', unit_name: '白沙小学', kind: 'primary', area: '石桥片区' },
];
const unitTable = new Table({
  ...Object.fromEntries(
    (['unit_code', 'unit_name', 'kind', 'area'] as const).map((name) => [
      name,
      vectorFromArray(
        units.map((unit) => unit[name]),
        new Utf8(),
      ),
    ]),
  ),
  longitude: vectorFromArray([120.1, 120.2, null], new Float64()),
  latitude: vectorFromArray([31.1, 31.2, null], new Float64()),
});
const unitMonths: UnitMonthRow[] = [
  { unit_code: 'A', month: '2026-08', tier: 'blue', score: 5 },
  { unit_code: 'A', month: '2026-09', tier: 'yellow', score: 30, return_due: 1 },
  {
    unit_code: 'A',
    month: '2026-10',
    tier: 'red',
    regime: 'intensified',
    score: 72,
    main_reason: 'hazard_overdue',
    overdue_hazards: 4,
    open_hazards: 6,
    return_due: 1,
    return_on_time: 1,
  },
  { unit_code: 'B', month: '2026-08', tier: 'blue', score: 9 },
  { unit_code: 'B', month: '2026-09', tier: 'blue', score: 9 },
  { unit_code: 'B', month: '2026-10', tier: 'blue', score: 8 },
  { unit_code: 'C', month: '2026-10', tier: 'blue', score: 2 },
];
const tables = {
  unit_month: unitMonthTable(unitMonths),
  unit: unitTable,
  area: texts([{ area: '石桥片区', geometry: null }]),
  policy_indicator: texts([
    { indicator: 'hazard_overdue', label_zh: '逾期隐患数', label_en: 'Overdue hazards' },
  ]),
  policy_gate: noRows('gate', 'label_zh', 'label_en'),
  code: texts([
    { list: 'unit_kind', code: 'primary', label_zh: '小学', label_en: 'Primary school' },
    { list: 'unit_kind', code: 'kindergarten', label_zh: '幼儿园', label_en: 'Kindergarten' },
  ]),
  change: texts([
    {
      unit_code: 'A',
      reason_gone: null,
      reason_zh: '4 条隐患逾期',
      reason_en: '4 hazards overdue',
    },
  ]),
};

beforeEach(() => {
  locale.current = 'zh';
  place.navigate('/', { replace: true });
});

afterAll(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', home);
});

/** Opens the dashboard on an address, in the eyes of one who sees that much of the district. */
async function open(address = '/', seen = tables, scope = 'district', snapshot = SNAPSHOT) {
  const asked = answerQueries(seen, undefined, snapshot, scope);
  await session.refresh();
  place.navigate(address, { replace: true });
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
  return { screen, asked };
}

const figure = (container: Element, label: string): string =>
  [...container.querySelectorAll('.figure')]
    .find((each) => each.querySelector('dt')?.textContent?.includes(label))
    ?.textContent?.replaceAll(/\s+/g, ' ') ?? '';

test('the page says how the month stands and how it changed', async () => {
  const { screen } = await open();
  await expect.poll(() => figure(screen.container, '红色单位')).toMatch(/1 比上月 \+1/);
  expect(figure(screen.container, '超期隐患')).toMatch(/4 比上月 \+4 未销号共 6 条/);
  expect(figure(screen.container, '报表按时报送')).toContain('100.0%');
  await expect
    .element(screen.getByText('3 个单位中，1 个加密检查，1 个为红色或橙色', { exact: false }))
    .toBeVisible();
});

/** A square on the map, its south-west corner given. */
const square = (west: number, south: number): string => {
  const [east, north] = [west + 0.05, south + 0.05];
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return JSON.stringify({ type: 'Polygon', coordinates: [ring] });
};
const outlined = {
  ...tables,
  area: texts([
    { area: '石桥片区', geometry: square(120.08, 31.08) },
    { area: '安河片区', geometry: square(120.18, 31.18) },
  ]),
};
const areasDrawn = (container: Element): (string | undefined)[] =>
  [...container.querySelectorAll<SVGElement>('.map [data-area]')].map(
    ({ dataset }) => dataset['area'],
  );

test('the map of who sees a part of the district holds that part, and no area is compared with itself', async () => {
  const all = await open('/', outlined, 'district', '20261104T020000-0000000a');
  await expect.poll(() => areasDrawn(all.screen.container)).toEqual(['石桥片区', '安河片区']);
  await expect.element(all.screen.getByRole('heading', { name: '片区比较' })).toBeInTheDocument();
  await all.screen.unmount();

  const some = { ...outlined, unit: unitTable.slice(0, 1).concat(unitTable.slice(2)) };
  const months = unitMonths.filter(({ unit_code: code }) => code !== 'B');
  const part = await open(
    '/',
    { ...some, unit_month: unitMonthTable(months) },
    'area:石桥片区',
    '20261104T020000-0000000b',
  );
  await expect.poll(() => areasDrawn(part.screen.container)).toEqual(['石桥片区']);
  await expect
    .element(part.screen.getByRole('heading', { name: '片区比较' }))
    .not.toBeInTheDocument();
});

test('who sees one unit alone is led to it, and shown no map of one sign', async () => {
  const one = {
    ...outlined,
    unit: unitTable.slice(0, 1),
    unit_month: unitMonthTable(unitMonths.filter(({ unit_code: code }) => code === 'A')),
  };
  const { screen } = await open('/', one, 'unit:A', '20261104T020000-0000000c');
  await expect
    .element(screen.getByRole('link', { name: '看石桥小学的得分、理由和记录' }))
    .toHaveAttribute('href', '/units/A');
  await expect.element(screen.getByRole('heading', { name: '走势' })).toBeVisible();
  expect(screen.container.querySelector('.map')).toBeNull();
});

test('what changed names the unit, its move and the server’s reason', async () => {
  const { screen } = await open();
  const item = screen.getByRole('listitem').filter({ hasText: '石桥小学' });
  await expect.element(item).toHaveTextContent('变为加密检查（原全面体检）');
  await expect.element(item).toHaveTextContent('4 条隐患逾期');
  await expect.element(item).toHaveTextContent('+42.0');
});

test('filters of the address narrow everything', async () => {
  const { screen } = await open('/?kind=kindergarten');
  await expect.poll(() => figure(screen.container, '蓝色单位')).toMatch(/1 与上月持平/);
  await expect.element(screen.getByText('没有单位变动')).toBeVisible();
});

test('a filter that nothing passes says so and leads out', async () => {
  const { screen } = await open('/?tier=orange');
  await expect.element(screen.getByText('没有符合筛选条件的单位')).toBeVisible();
  await screen.getByRole('link', { name: '清除筛选' }).click();
  expect(place.search).toBe('');
  await expect.poll(() => figure(screen.container, '红色单位')).not.toBe('');
});

test('dragging across a trend chooses the period, in the address and in every figure', async () => {
  await page.viewport(1200, 900);
  const { screen } = await open();
  await expect.poll(() => screen.container.querySelector('.brush svg')).not.toBeNull();
  const brush = screen.container.querySelector('.brush');
  if (!(brush instanceof HTMLElement)) throw new Error('no brush');
  brush.setPointerCapture = () => undefined;
  const box = brush.getBoundingClientRect();
  const drag = (type: string, x: number): void => {
    brush.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 1,
        button: 0,
        clientX: x,
        clientY: box.top + 20,
      }),
    );
  };
  drag('pointerdown', box.left + 42);
  drag('pointermove', box.right - 12);
  await expect.poll(() => figure(screen.container, '红色单位')).toContain('比2026年8月');
  expect(place.search, 'not while dragging').toBe('');
  drag('pointerup', box.right - 12);
  expect(place.search).toBe('?from=2026-08');
  await expect
    .element(screen.getByText('2026年8月至2026年10月', { exact: false }).first())
    .toBeVisible();
});

test('every chart has a table twin', async () => {
  const { screen } = await open();
  await expect
    .poll(() => screen.getByRole('button', { name: '显示为表格' }).elements().length)
    .toBe(4);
  for (const name of ['风险地图', '走势', '片区比较', '各等级单位']) {
    const figureOf = screen.getByRole('figure').filter({ hasText: name }).first();
    await figureOf.getByRole('button', { name: '显示为表格' }).click();
    await expect.element(screen.getByRole('table', { name })).toBeVisible();
  }
});

test('each query is asked once, and of nobody else', async () => {
  const { screen, asked } = await open();
  await expect.poll(() => figure(screen.container, '红色单位')).not.toBe('');
  expect(asked.every((url) => url.startsWith('/api/'))).toBe(true);
  expect(new Set(asked.filter((url) => url !== '/api/health')).size).toBe(
    asked.filter((url) => url !== '/api/health').length,
  );
});

test('the language changes in place', async () => {
  const { screen } = await open();
  await screen.getByRole('button', { name: 'English' }).click();
  await expect
    .element(screen.getByRole('heading', { level: 1 }))
    .toHaveTextContent('School safety risk, Oct 2026');
  await expect.poll(() => figure(screen.container, 'Red units')).toContain('1');
});

test('an address that leads nowhere says so', async () => {
  const { screen } = await open().then(({ screen: opened }) => {
    place.navigate('/nowhere');
    return { screen: opened };
  });
  await expect.element(screen.getByText('没有这个页面')).toBeVisible();
});
