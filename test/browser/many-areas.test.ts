import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { Float64, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { afterAll, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import App from '../../dashboard/App.svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import { place } from '../../dashboard/router/place.svelte.ts';
import { unitMonthTable } from '../dashboard/unit-month-table.ts';
import { answerQueries, noRows, texts } from './fake-server.ts';

const home = window.location.href;
const numbers = Array.from({ length: 45 }, (_, number) => String(number + 10));
const codes = numbers.map((number) => `U${number}`);
const named = (values: readonly string[]) => vectorFromArray(values, new Utf8());
const nowhere = vectorFromArray<Float64>(
  numbers.map(() => null),
  new Float64(),
);
const tables = {
  unit_month: unitMonthTable(
    codes.map((unit_code, rank) => ({
      unit_code,
      month: '2026-10',
      tier: 'blue' as const,
      score: 90 - rank,
    })),
  ),
  unit: new Table({
    unit_code: named(codes),
    unit_name: named(codes),
    kind: named(codes.map(() => 'primary')),
    area: named(numbers.map((number) => `片区${number}`)),
    longitude: nowhere,
    latitude: nowhere,
  }),
  area: noRows('area', 'geometry'),
  policy_indicator: noRows('indicator', 'label_zh', 'label_en'),
  policy_gate: noRows('gate', 'label_zh', 'label_en'),
  code: texts([{ list: 'unit_kind', code: 'primary', label_zh: '小学', label_en: 'Primary' }]),
  change: noRows('unit_code', 'reason_gone', 'reason_zh', 'reason_en'),
};

afterAll(() => {
  vi.unstubAllGlobals();
  window.history.replaceState(null, '', home);
});

test('of hundreds of areas the worst forty are drawn, the one chosen, and the rest when asked for', async () => {
  locale.current = 'zh';
  answerQueries(tables, ['2026-10', '2026-10']);
  await session.refresh();
  place.navigate('/', { replace: true });
  const screen = await render(App);
  const drawn = (): number =>
    [...screen.container.querySelectorAll('svg text')].filter(({ textContent }) =>
      textContent.startsWith('片区'),
    ).length;
  await expect.poll(drawn, { timeout: 10_000 }).toBe(40);
  const more = screen.getByRole('button', { name: '再显示 5 个片区' });
  await more.click();
  await expect.poll(drawn).toBe(45);
  await expect.element(more).not.toBeInTheDocument();
});
