import type { DuckDBConnection } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { modelLine } from '../../pipeline/cli/planning/model-line.ts';
import { planEn } from '../../dashboard/i18n/plan.en.ts';
import { planZh } from '../../dashboard/i18n/plan.zh.ts';

const nothing = { windows: null, predictions: null, events: null, lift: null };
const figures = {
  windows: 2,
  predictions: 1306,
  events: 56,
  lift: 1.5,
  lift_low: 1.2,
  lift_high: 2,
};

/** What is said of a model that the query tells of. */
const said = (row: Record<string, unknown>, locale: 'zh' | 'en') =>
  modelLine(
    {
      runAndReadAll: async () => ({
        getRowObjectsJson: () => [{ fitted_from: '2026-07-01', prior_because: null, ...row }],
      }),
    } as unknown as DuckDBConnection,
    locale,
  );

/** The page's words with the holes filled as the page fills them. */
const words = (text: string, values: Readonly<Record<string, string>>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '?');

const zh = { from: '2026年7月', windows: '2', window: '季度', visits: '1,306', events: '56' };
const en = { ...zh, from: 'Jul 2026', window: 'quarters' };
const bounds = { lift: '1.50', low: '1.20', high: '2.00' };

test.each([
  ['prior', { standing: 'prior', ...nothing }, 'model.prior'],
  [
    'prior',
    { standing: 'prior', prior_because: 'no_convergence', ...nothing },
    'model.prior_failed',
  ],
  ['silent', { standing: 'silent', by_quarters: true, ...figures }, 'model.silent'],
  ['young', { standing: 'young', by_quarters: true, ...figures }, 'model.young'],
] as const)(
  'a model that is %s is told of in the words of the page of plans',
  async (_, row, key) => {
    const isTried = row.lift !== null;
    expect(await said(row, 'zh')).toBe(
      `${words(planZh[key], zh)}${isTried ? words(planZh['model.tried'], { ...zh, ...bounds }) : ''}\n`,
    );
    expect(await said(row, 'en')).toBe(
      `${words(planEn[key], en)}${isTried ? ` ${words(planEn['model.tried'], { ...en, ...bounds })}` : ''}\n`,
    );
  },
);

test('of a model that is relied on fully nothing is said', async () => {
  expect(await said({ standing: 'trusted', ...figures }, 'zh')).toBe('');
});
