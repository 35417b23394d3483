import '../../dashboard/theme/base.css';
import '../../dashboard/theme/tokens.css';
import { Int32, Table, Utf8, vectorFromArray } from 'apache-arrow';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { sqlConsole } from '../../dashboard/pages/sql/console/console.svelte.ts';
import { place } from '../../dashboard/router/place.svelte.ts';
import { beginConsole, cells, consoleAddress, showConsole } from './open-console.ts';
import type { AskedRun, ConsoleAsked, RunAnswer } from './sql-server.ts';

const areas = new Table({
  area: vectorFromArray(['东片', '西片', '东片', '北片'], new Utf8()),
  units: vectorFromArray([5, 9, 3, null], new Int32()),
});

beforeEach(beginConsole);

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Opens the console at an address; its runs are answered by the areas unless said. */
const show = (
  at: string,
  answer: (run: AskedRun) => RunAnswer = () => ({ table: areas }),
): Promise<ConsoleAsked> => showConsole(at, answer);

const editor = () => page.getByRole('textbox', { name: /^SQL editor/ });

async function write(sql: string): Promise<void> {
  await editor().click();
  await userEvent.keyboard('{Control>}a{/Control}{Delete}');
  await userEvent.keyboard(sql.replaceAll(/[{[]/g, '$&$&'));
}

test('somebody new finds questions to begin with; one press runs one and puts it into the address', async () => {
  const asked = await show('/sql');
  await page.getByRole('button', { name: /^Units and mean score/ }).click();
  await expect.poll(() => cells(0)).toEqual(['东片', '西片', '东片', '北片']);
  expect(asked.runs[0]?.sql).toMatch(/^-- Units and mean score/);
  expect(asked.runs[0]?.parameters).toEqual({ month: '2026-10-01' });
  expect(place.parameter('sql')).toBe(asked.runs[0]?.sql);
  expect(place.parameter('p_month')).toBe('2026-10-01');
});

test('a link runs its query in a tab of its own, with its parameters', async () => {
  sqlConsole.tabs.open({ sql: 'select 1 as mine' });
  const asked = await show(consoleAddress('select * from t where area = :area', '&p_area=east'));
  await expect.poll(() => cells(1)).toEqual(['5', '9', '3', 'null']);
  expect(asked.runs.map(({ sql, parameters }) => ({ sql, parameters }))).toEqual([
    { sql: 'select * from t where area = :area', parameters: { area: 'east' } },
  ]);
  expect(page.getByRole('tab').elements()).toHaveLength(2);
  await expect.element(page.getByLabelText(':area', { exact: true })).toHaveValue('east');
});

test('parameters are found while one writes, and an empty one is null', async () => {
  const asked = await show('/sql');
  await write("select ':no' as a, x::date from t where m = :month and k = :kind");
  await expect.poll(() => sqlConsole.tabs.active.sql).toMatch(/:kind$/);
  await expect.element(page.getByLabelText(':month', { exact: true })).toHaveValue('2026-10-01');
  await page.getByLabelText(':month', { exact: true }).fill('2026-08-01');
  await page.getByLabelText(':kind', { exact: true }).fill('primary');
  await page.getByLabelText(':kind', { exact: true }).fill('');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect.poll(() => asked.runs[0]?.parameters).toEqual({ month: '2026-08-01', kind: null });
});

test('Ctrl+Enter runs what is selected, else all, statement by statement', async () => {
  const asked = await show('/sql');
  await write('select 1; select 2');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => asked.runs.map(({ sql }) => sql)).toEqual(['select 1', 'select 2']);
  await expect.element(page.getByRole('button', { name: '2', exact: true })).toBeVisible();
  await editor().click();
  await userEvent.keyboard(
    '{Control>}{End}{/Control}{Shift>}{Control>}{ArrowLeft}{ArrowLeft}{/Control}{/Shift}',
  );
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => asked.runs.at(-1)?.sql).toBe('select 2');
  expect(place.parameter('sql')).toBe('select 2');
});

test('Back leads to the query before, in the same tab, and Forward to the one after', async () => {
  await show('/sql');
  await write('select 1');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => place.parameter('sql')).toBe('select 1');
  await write('select 2');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => place.parameter('sql')).toBe('select 2');
  window.history.back();
  await expect.element(editor()).toHaveTextContent('select 1');
  window.history.forward();
  await expect.element(editor()).toHaveTextContent('select 2');
  expect(page.getByRole('tab').elements()).toHaveLength(1);
  await write('select 2, not run');
  window.history.back();
  await expect.element(editor()).toHaveTextContent('select 1');
  expect(page.getByRole('tab').elements(), 'what was not run is not lost').toHaveLength(2);
});

test('an error stands under the words that are wrong, with the line, its number and what may be meant', async () => {
  const sql = 'select 1;\n\nselect *\nfrom facts.hazrd';
  await show(consoleAddress(sql), (run) =>
    run.sql === 'select 1'
      ? { table: areas }
      : {
          status: 400,
          error: {
            code: 'sql_error',
            message: 'Table hazrd does not exist',
            where: { line: 2, column: 6 },
            hint: 'Did you mean hazard?',
          },
        },
  );
  const alert = page.getByRole('alert');
  await expect.element(alert).toHaveTextContent(/Table hazrd does not exist/);
  await expect.element(alert).toHaveTextContent(/Line 4.*from facts\.hazrd/);
  await expect.element(alert).toHaveTextContent(/Did you mean hazard\?/);
  await expect
    .poll(() => document.querySelector('.cm-lintRange-error')?.textContent)
    .toBe('facts.hazrd');
  await page.getByRole('button', { name: 'Line 4' }).click();
  await userEvent.keyboard('{Delete}');
  await expect
    .poll(() => document.querySelector('.cm-lintRange-error'), { message: 'gone once mended' })
    .toBeNull();
});

test('sort and filter stand in the address, and a link shows the same rows', async () => {
  await show(consoleAddress('select 1'));
  await page.getByTitle('Sort by “units”').click();
  await expect.poll(() => cells(1)).toEqual(['3', '5', '9', 'null']);
  await page.getByTitle('Sort by “units”').click();
  await expect.poll(() => cells(1)).toEqual(['9', '5', '3', 'null']);
  expect(place.parameter('sort')).toBe('-units');
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByRole('textbox', { name: 'Filter “area”' }).fill('东');
  await expect.poll(() => cells(1)).toEqual(['5', '3']);
  expect(place.parameter('filter')).toBe('{"area":"东"}');
  await expect.element(page.getByText('Rows: 2 of 4')).toBeVisible();
});

test('the whole answer is stopped at the cap in so many words', async () => {
  await show(consoleAddress('select 1'), () => ({ table: areas, truncated: true }));
  await expect
    .element(page.getByText('Only the first 1,000,000 rows; there are more'))
    .toBeVisible();
});

test('a run can be stopped, here and on the server', async () => {
  const asked = await show(consoleAddress('select slow'), () => ({ never: true }));
  await page.getByRole('button', { name: 'Stop' }).first().click();
  await expect.element(page.getByText(/Stopped/)).toBeVisible();
  expect(asked.cancelled).toEqual([asked.runs[0]?.id]);
});

test('a chart is drawn, changed by its form and kept in the address', async () => {
  await show(consoleAddress('select 1', '&view=chart'));
  await expect
    .element(page.getByRole('img', { name: /^Bars: sum of units by area/ }))
    .toBeVisible();
  await page.getByRole('combobox', { name: 'Summary' }).selectOptions('count');
  await expect.element(page.getByRole('img', { name: /^Bars: rows by area/ })).toBeVisible();
  expect(JSON.parse(place.parameter('chart') ?? '{}')).toEqual({
    mark: 'bar',
    x: 'area',
    y: null,
    colour: null,
    aggregate: 'count',
  });
  await page.getByRole('button', { name: 'Edit as JSON' }).click();
  const json = page.getByRole('textbox', { name: 'The chart as JSON' });
  await json.fill('{"mark":"pie"}');
  await expect.element(page.getByRole('alert')).toHaveTextContent(/“mark” must be one of: bar/);
  await json.fill('{"mark":"bar","x":"area","y":"units","aggregate":"max"}');
  await expect
    .element(page.getByRole('img', { name: /^Bars: greatest of units by area/ }))
    .toBeVisible();
  await page.getByRole('button', { name: 'Show as table' }).click();
  const twin = page.getByRole('table', { name: '' }).first();
  await expect.element(twin).toHaveTextContent(/西片.*9.*东片.*5/s);
});

test('an answer is pinned, and its month follows the newest', async () => {
  const asked = await show(consoleAddress('select :month', '&p_month=2026-10-01'));
  await page.getByRole('button', { name: 'Pin to my page' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Areas');
  await page.getByRole('button', { name: 'Pin to my page' }).last().click();
  await expect.element(page.getByText('Pinned to my page')).toBeVisible();
  expect(asked.pins).toMatchObject([
    { title: 'Areas', sql: 'select :month', view: 'table', parameters: { month: '@newest_month' } },
  ]);
  place.navigate('/sql?section=pins');
  await expect.element(page.getByRole('heading', { name: 'Areas' })).toBeVisible();
  await expect.poll(() => cells(0)).toEqual(['东片', '西片', '东片', '北片']);
  expect(asked.runs.at(-1)?.parameters).toEqual({ month: '2026-10-01' });
  await page.getByRole('button', { name: 'Take off' }).click();
  await expect.element(page.getByRole('button', { name: 'Take it off' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('button', { name: 'Take off' })).toHaveFocus();
});

test('a query is saved and found again', async () => {
  const asked = await show(consoleAddress('select 42'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('The answer');
  await page.getByRole('checkbox', { name: 'Share with colleagues' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect
    .poll(() => asked.saved)
    .toMatchObject([{ title: 'The answer', sql: 'select 42', shared: true }]);
  await page.getByRole('button', { name: 'Saved', exact: true }).click();
  await expect
    .element(page.getByRole('button', { name: /^The answer.*Mine, shared/ }))
    .toBeVisible();
});

test('an export says where the cap cut it', async () => {
  const asked = await show(consoleAddress('select 42'));
  await page.getByRole('button', { name: /^Export/ }).click();
  await expect.element(page.getByText('at most 1,000,000 rows').first()).toBeVisible();
  await page.getByRole('menuitem', { name: /^CSV/ }).click();
  await expect
    .element(page.getByText('Exported query.csv, the first 1,000,000 rows only'))
    .toBeVisible();
  expect(asked.exports).toMatchObject([{ format: 'csv', run: { sql: 'select 42' } }]);
});

test('on a telephone the menu of exports stays on the page, and Escape closes it', async () => {
  await page.viewport(390, 800);
  await show(consoleAddress('select 42'));
  const button = page.getByRole('button', { name: /^Export/ });
  await button.click();
  await expect.element(page.getByRole('menuitem', { name: /^CSV/ })).toBeVisible();
  const { scrollWidth, clientWidth } = document.documentElement;
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  await expect.element(button).toHaveFocus();
});

test('tables are found by their names in either language; a press writes one into the query', async () => {
  await show('/sql');
  await page.getByRole('searchbox', { name: 'Find tables and columns' }).fill('发现人');
  await expect.element(page.getByRole('button', { name: /^finder/ })).toBeVisible();
  await expect.element(page.getByText('unit_month', { exact: true })).not.toBeInTheDocument();
  await expect.element(page.getByText('personal')).toBeVisible();
  await page.getByRole('button', { name: 'Insert name' }).click();
  await expect.element(editor()).toHaveTextContent('facts.hazard');
});

test('the plan is shown without running the query', async () => {
  const asked = await show('/sql');
  await write('select 7');
  await page.getByRole('button', { name: 'Plan', exact: true }).first().click();
  await expect.element(page.getByText('SEQ_SCAN hazard')).toBeVisible();
  expect(asked.runs).toEqual([]);
  expect(asked.plans).toMatchObject([{ sql: 'select 7' }]);
});

test('a proposed table says how many rows it has, a column its type', async () => {
  await show('/sql');
  const answered = window.fetch;
  const proposed = (label: string, kind: string, detail: string) => ({
    ...{ label, kind, detail, zh: '', en: '' },
  });
  const options = [
    proposed('unit_month', 'table', '11403'),
    proposed('unit_code', 'column', 'varchar'),
  ];
  vi.stubGlobal('fetch', (url: string, init?: RequestInit) =>
    url.includes('/api/sql/complete')
      ? Promise.resolve(Response.json({ from: 0, options }))
      : answered(url, init),
  );
  await write('unit');
  const details = () =>
    [...document.querySelectorAll('.cm-completionDetail')].map((each) => each.textContent);
  await expect.poll(details).toEqual(['Rows: 11,403', 'varchar']);
});
