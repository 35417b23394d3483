import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import RiskMap from '../../dashboard/charts/map/RiskMap.svelte';
import type { MapArea, MapPlace, MapUnit } from '../../dashboard/charts/map/types.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import { place } from '../../dashboard/router/place.svelte.ts';
import { tiers, tierSigns, type Tier } from '../../dashboard/theme/tier.ts';

const square = (west: number, south: number): MapArea['geometry'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.8, south],
      [west + 0.8, south + 0.4],
      [west, south + 0.4],
      [west, south],
    ],
  ],
});
const areas: MapArea[] = [
  { area: '东片区', geometry: square(120, 31.3) },
  { area: '西片区', geometry: square(119, 31.3) },
];
const scores = new Map([
  ['东片区', 40],
  ['西片区', 10],
]);

const unit = (code: string, tier: Tier, score: number): MapUnit => ({
  code,
  name: `单位${code}`,
  kind: '小学',
  area: '东片区',
  tier,
  intensified: tier === 'red',
  score,
  reason: '逾期隐患',
  href: `/units/${code}`,
});
const units = [
  unit('B', 'blue', 5),
  unit('Y', 'yellow', 25),
  unit('O', 'orange', 45),
  unit('R', 'red', 80),
];
const places: MapPlace[] = [
  { code: 'B', longitude: 119.2, latitude: 31.5 },
  { code: 'Y', longitude: 119.6, latitude: 31.5 },
  { code: 'O', longitude: 120.2, latitude: 31.5 },
  { code: 'R', longitude: 120.6, latitude: 31.5 },
];
const props = { label: '风险地图', areas, places, scores, units, area: null, onarea: vi.fn() };

beforeEach(async () => {
  await page.viewport(900, 700);
  locale.current = 'zh';
  place.navigate('/', { replace: true });
  props.onarea.mockClear();
});

const signs = (container: Element): SVGAElement[] => [
  ...container.querySelectorAll<SVGAElement>('a[data-unit]'),
];
const focusedUnit = (): string | undefined =>
  document.activeElement instanceof SVGElement ? document.activeElement.dataset['unit'] : undefined;

test('each unit is a sign of its tier by colour, letter and shape', async () => {
  const { container } = await render(RiskMap, props);
  await expect.poll(() => signs(container).length).toBe(4);
  for (const sign of signs(container)) {
    const tier = tiers.find((each) => each === sign.dataset['tier']);
    expect(tier).toBeDefined();
    if (!tier) continue;
    const shape = sign.querySelector('path');
    expect(shape?.getAttribute('d')).toBe(tierSigns[tier].path);
    expect(shape?.getAttribute('fill')).toBe(tierSigns[tier].fill);
    expect(sign.querySelector('text')?.textContent).toBe(tierSigns[tier].letter.en);
  }
  expect(signs(container).filter((sign) => sign.querySelector('.ring')).length).toBe(1);
});

test('areas are drawn with their names, the riskier the darker', async () => {
  const { container } = await render(RiskMap, props);
  const tint = (area: string): number =>
    Number(container.querySelector(`[data-area="${area}"]`)?.getAttribute('fill-opacity'));
  await expect.poll(() => tint('东片区')).toBeGreaterThan(tint('西片区'));
  expect(container.querySelector('.area-names')?.textContent).toContain('东片区');
});

test('one unit is in the tab order; arrow keys walk and Enter opens', async () => {
  const { container } = await render(RiskMap, props);
  await expect.poll(() => signs(container).length).toBe(4);
  expect(signs(container).filter((sign) => sign.getAttribute('tabindex') === '0').length).toBe(1);
  container.querySelector<SVGAElement>('a[tabindex="0"]')?.focus();
  expect(focusedUnit(), 'the riskiest comes first').toBe('R');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(focusedUnit).toBe('O');
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}');
  await expect.poll(focusedUnit, { message: 'there is nothing further west' }).toBe('B');
  await expect.element(page.getByRole('tooltip')).toHaveTextContent('单位B');
  await userEvent.keyboard('{PageUp}');
  await expect.poll(focusedUnit, { message: 'the next riskier' }).toBe('Y');
  await userEvent.keyboard('{Enter}');
  expect(place.path).toBe('/units/Y');
});

test('hovering shows a unit, pressing opens it', async () => {
  const { container } = await render(RiskMap, props);
  await expect.poll(() => signs(container).length).toBe(4);
  const red = page.getByRole('link', { name: '单位R' });
  await red.hover();
  await expect.element(page.getByRole('tooltip')).toHaveTextContent('逾期隐患');
  await red.click();
  expect(place.path).toBe('/units/R');
});

test('pressing an area drills down to it, and the map goes there', async () => {
  const screen = await render(RiskMap, props);
  const transform = (): string =>
    screen.container.querySelector<SVGGElement>('svg > g')?.style.transform ?? '';
  await expect.poll(transform).toContain('scale(1)');
  const west = (): Element | null => screen.container.querySelector('[data-area="西片区"]');
  west()?.dispatchEvent(new MouseEvent('click', { bubbles: true, clientX: 0, clientY: 0 }));
  expect(props.onarea).toHaveBeenCalledWith('西片区');
  await screen.rerender({ area: '西片区' });
  await expect.poll(transform).not.toContain('scale(1)');
  await expect.poll(() => west()?.classList.contains('selected')).toBe(true);
});

test('buttons, wheel and drag move the map; at the whole map the wheel lets the page scroll', async () => {
  const { container } = await render(RiskMap, props);
  await expect.poll(() => signs(container).length).toBe(4);
  const frame = container.querySelector('.frame');
  if (!(frame instanceof HTMLElement)) throw new Error('no frame');
  const transform = (): string =>
    container.querySelector<SVGGElement>('svg > g')?.style.transform ?? '';
  const wheel = (deltaY: number): boolean =>
    frame.dispatchEvent(
      new WheelEvent('wheel', { deltaY, clientX: 300, clientY: 300, cancelable: true }),
    );
  expect(wheel(240), 'not prevented').toBe(true);
  expect(wheel(-240)).toBe(false);
  await expect.poll(transform).toContain('scale(2)');
  await page.getByRole('button', { name: '放大' }).click();
  await expect.poll(transform).toContain('scale(3.2)');

  const before = transform();
  const at = (type: string, x: number): void => {
    frame.dispatchEvent(
      new PointerEvent(type, { pointerId: 1, button: 0, clientX: x, clientY: 300 }),
    );
  };
  // Capture is only granted to pointers the browser itself knows.
  frame.setPointerCapture = () => undefined;
  at('pointerdown', 300);
  at('pointermove', 340);
  at('pointerup', 340);
  await expect.poll(transform).not.toBe(before);
  await page.getByRole('button', { name: '看全图' }).click();
  await expect.poll(transform).toBe('translate(0px, 0px) scale(1)');
});

test('it works without outlines, and without coordinates', async () => {
  const points = await render(RiskMap, { ...props, areas: [] });
  await expect.poll(() => signs(points.container).length).toBe(4);
  await points.unmount();
  const nowhere = places.map((each) => ({ ...each, longitude: null, latitude: null }));
  const outlines = await render(RiskMap, { ...props, places: nowhere });
  await expect.poll(() => outlines.container.querySelectorAll('[data-area]').length).toBe(2);
  expect(signs(outlines.container)).toEqual([]);
});

test('very many units are drawn on a canvas, and the keyboard still walks them', async () => {
  const { container } = await render(RiskMap, { ...props, canvasFrom: 3 });
  await expect.poll(() => container.querySelector('canvas')).not.toBeNull();
  const painted = (): boolean => {
    const canvas = container.querySelector('canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels?.some((value) => value > 0) ?? false;
  };
  await expect.poll(painted).toBe(true);
  expect(signs(container).length, 'only the focused one is an element').toBe(1);
  container.querySelector<SVGAElement>('a[tabindex="0"]')?.focus();
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(focusedUnit).toBe('O');
});
