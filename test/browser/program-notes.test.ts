import { tableFromJSON, type Table } from 'apache-arrow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { session } from '../../dashboard/data/session.svelte.ts';
import { locale } from '../../dashboard/i18n/locale.svelte.ts';
import ProgramNotes from '../../dashboard/pages/overview/ProgramNotes.svelte';
import Unit from '../../dashboard/pages/unit/Unit.svelte';
import { place } from '../../dashboard/router/place.svelte.ts';
import { answerQueries } from './fake-server.ts';
import { district } from './units-district.ts';

const before = '0.1.0+aaa';
const now = '0.2.0+bbb';

beforeEach(async () => {
  locale.current = 'en';
  place.navigate('/units/A1');
  await page.viewport(1280, 800);
});

afterEach(() => vi.unstubAllGlobals());

/** The district with some queries answered otherwise, under a snapshot of its own. */
async function answer(name: string, tables: Readonly<Record<string, Table>>) {
  answerQueries({ ...district, ...tables }, ['2026-08', '2026-10'], name);
  await session.refresh();
}

const table = (...rows: Record<string, unknown>[]): Table => tableFromJSON(rows);

const month = (name: string, more: Record<string, unknown> = {}) => ({
  ...{ month: `${name}-01`, program: now, program_now: now, is_another: false },
  ...{ decisions: 157, regimes_anew: 0, tiers_anew: 0, scores_anew: 0, ...more },
});
const published = { program: before, is_another: true };
const differs = { regimes_anew: 4, tiers_anew: 37, scores_anew: 96 };
const period = { from: '2026-09', to: '2026-10', fromIndex: 1, toIndex: 2, isDefault: true };

const notes = () => [...document.querySelectorAll('p')].map((line) => line.textContent ?? '');

test('of months that one program decided nothing is said', async () => {
  await answer('one-program', { month_program: table(month('2026-09'), month('2026-10')) });
  await render(ProgramNotes, { period });
  await new Promise((settled) => setTimeout(settled, 300));
  expect(notes()).toEqual([]);
});

test('where two months compared are by two programs both are named; in Chinese too', async () => {
  await answer('between', {
    month_program: table(month('2026-09', { ...published, ...differs }), month('2026-10')),
  });
  await render(ProgramNotes, { period });
  await expect
    .element(page.getByText(/Sept 2026 was decided by program 0\.1\.0\+aaa, Oct 2026 by program 0/))
    .toBeVisible();
  locale.current = 'zh';
  await expect
    .element(page.getByText('2026年9月由程序（0.1.0+aaa）判定，2026年10月由程序（0.2.0+bbb）判定'))
    .toBeVisible();
});

test('a month published by another program says what this one would decide otherwise, and that it stands', async () => {
  const changed = { ...published, ...differs, program: null };
  await answer('published', {
    month_program: table(month('2026-09', published), month('2026-10', changed)),
  });
  await render(ProgramNotes, { period });
  await expect
    .element(
      page.getByText(/of Oct 2026 were published by a program that was not recorded and stand/),
    )
    .toHaveTextContent(
      /put 4 of the 157 units under another regime and 37 in another tier, and score 96 otherwise/,
    );
  locale.current = 'zh';
  await expect.element(page.getByText(/2026年10月的决定由/)).toBeVisible();
  expect(notes().join()).not.toMatch(/。\s/);
});

test('of months published by other programs nothing is said where this one would decide nothing otherwise', async () => {
  await answer('alike', {
    month_program: table(
      month('2026-09', published),
      month('2026-10', { ...published, program: 'x' }),
    ),
  });
  await render(ProgramNotes, { period });
  await new Promise((settled) => setTimeout(settled, 300));
  expect(notes()).toEqual([]);
});

test('the unit’s page says so of its own decision, and marks the program’s part of why it changed', async () => {
  const decisions = (district['decision']?.toArray() ?? []).map(
    (row) => row.toJSON() as Record<string, unknown>,
  );
  const newest = decisions.length - 1;
  await answer('unit', {
    decision: table(
      ...decisions.map((row, index) => ({ ...row, program: index === newest ? now : before })),
    ),
    decision_change: table({
      ...{ ordinal: 1, part_kind: 'program', indicator: 'hazard_overdue', direction: 'up' },
      ...{ value_before: 1, value: 2, points_change: 3.1 },
    }),
    decision_anew: table({
      ...{
        program: now,
        program_now: '0.3.0+ccc',
        regime_anew: 'intensified',
        tier_anew: 'orange',
      },
      ...{ score_anew: 30, regime_differs: false, tier_differs: true, score_differs: true },
    }),
  });
  await render(Unit, { parameters: { code: 'A1' } });
  await expect
    .element(page.getByText('From program 0.1.0+aaa to program 0.2.0+bbb.'))
    .toBeVisible();
  await expect.element(page.getByText('Overdue hazards (by the new program)')).toBeVisible();
  await expect
    .element(page.getByText(/was published by program 0\.2\.0\+bbb and stands/))
    .toHaveTextContent(/program 0\.3\.0\+ccc made this snapshot.*Orange, score 30\.0/);
  locale.current = 'zh';
  await expect.element(page.getByText(/本月的决定由/)).toBeVisible();
  await expect.element(page.getByText(/达到进入线，所以加密检查。/)).toBeVisible();
  expect(notes().filter((line) => /(决定由|得分).*。\s+\S/.test(line))).toEqual([]);
});

test('the unit’s page names no program where nothing of the unit differs by it', async () => {
  const decisions = (district['decision']?.toArray() ?? []).map(
    (row) => row.toJSON() as Record<string, unknown>,
  );
  await answer('unit-alike', {
    decision: table(
      ...decisions.map((row, index) => ({
        ...row,
        program: index === decisions.length - 1 ? now : before,
      })),
    ),
    decision_change: table({
      ...{ ordinal: 1, part_kind: 'indicator', indicator: 'hazard_overdue', direction: 'up' },
      ...{ value_before: 1, value: 2, points_change: 1 },
    }),
    decision_anew: table({
      ...{ program: now, program_now: '0.3.0+ccc', regime_anew: 'intensified', tier_anew: 'red' },
      ...{ score_anew: 42, regime_differs: false, tier_differs: false, score_differs: false },
    }),
  });
  await render(Unit, { parameters: { code: 'A1' } });
  await expect.element(page.getByText('Sum', { exact: true })).toBeVisible();
  await new Promise((settled) => setTimeout(settled, 300));
  expect(document.body.textContent).not.toMatch(/program 0\./);
});

test('of a decision that the outlook was not kept with, none is told', async () => {
  const decisions = (district['decision']?.toArray() ?? []).map(
    (row) => row.toJSON() as Record<string, unknown>,
  );
  await answer('kept', {});
  await render(Unit, { parameters: { code: 'A1' } });
  await expect.element(page.getByText(/Probability that the next visit finds/)).toBeVisible();
  await answer('not-kept', {
    decision: table(...decisions.map((row) => ({ ...row, history_verdict: null }))),
  });
  await expect
    .element(page.getByText(/Probability that the next visit finds/))
    .not.toBeInTheDocument();
  await expect.element(page.getByText(/What weighs most/)).toBeVisible();
});

test('what is not counted is not named as what weighs most, and says so', async () => {
  const reasons = (district['decision_reason']?.toArray() ?? []).map(
    (row) => row.toJSON() as Record<string, unknown>,
  );
  await answer('uncounted', {
    decision_reason: table(...reasons.map((row, index) => ({ ...row, is_counted: index > 0 }))),
  });
  await render(Unit, { parameters: { code: 'A1' } });
  await expect.element(page.getByText('What weighs most: exposure_people')).toBeVisible();
  await expect
    .element(
      page.getByText('Counts for no tier and no regime: the history model is not relied on.'),
    )
    .toBeVisible();
});
