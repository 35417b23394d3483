import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { examples } from '../../dashboard/pages/sql/examples/queries.ts';
import { launchBrowser, pictures } from './browser.ts';
import { serve, temporaryFolder, xiaoan, type Served } from './xiaoan.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let served: Served;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  const inbox = join(folder.path, 'inbox');
  const warehouse = join(folder.path, 'warehouse');
  const size = ['--units', '30', '--months', '8', '--seed', '11'];
  const made = await xiaoan(['simulate', ...size, '-o', inbox]);
  expect(made.code, made.stderr).toBe(0);
  const ingested = await xiaoan(['ingest', inbox, '--warehouse', warehouse]);
  expect([0, 2], ingested.stderr).toContain(ingested.code);
  const built = await xiaoan(['build', '--warehouse', warehouse]);
  expect(built.code, built.stderr).toBe(0);
  served = await serve(warehouse);
  browser = await launchBrowser();
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
  });
  await context.addInitScript(() => localStorage.setItem('language', 'zh'));
  page = await open();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await folder?.remove();
});

/** A browser tab; whatever goes wrong on it is an entry in `faults`, but what the server refuses. */
async function open(): Promise<Page> {
  const opened = await context.newPage();
  opened.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  opened.on('console', (message) => {
    const refused = /status of 4\d\d/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !refused) faults.push(message.text());
  });
  return opened;
}

const picture = async (name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

const says = (words: string | RegExp, timeout = 60_000) =>
  page.getByText(words).first().waitFor({ timeout });

const button = (name: string | RegExp) => page.getByRole('button', { name }).first();

/** Writes a query in the place of what stands in the editor. */
async function write(sql: string): Promise<void> {
  await page.locator('.cm-content').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(sql);
}

const run = () => page.keyboard.press('Control+Enter');

/** What stands in a column of the table of the answer, as far as it is in sight. */
const cells = (column: number): Promise<string[]> =>
  page.locator(`.grid [data-column="${column}"]`).allInnerTexts();

test('an analyst finds the tables and what they mean', async () => {
  await page.goto(`${served.url}/sql`, { waitUntil: 'networkidle' });
  await says('从这些问题开始');
  await picture('analyst-1-first');
  await page.getByRole('searchbox', { name: /按表名/ }).fill('隐患描述');
  await button(/^description/).waitFor();
  await page.getByRole('searchbox', { name: /按表名/ }).fill('facts.hazard');
  await button(/^hazard 每个单位/).click();
  await button('概况').click();
  await says(/共 \d+ 行/);
  await page.getByRole('img', { name: /^severity 的分布：general/ }).waitFor();
  await picture('analyst-2-profile');
  await button('查前 100 行').click();
  await expect.poll(async () => (await cells(0)).length, { timeout: 60_000 }).toBeGreaterThan(5);
});

test('every example runs and answers', { timeout: 240_000 }, async () => {
  for (const { sql } of examples) {
    await button('新建查询标签').click();
    await write(sql);
    await run();
    await expect
      .poll(() => page.locator('.answer p[role=status]').first().innerText(), { timeout: 60_000 })
      .toMatch(/^\d[\d,]* 行/);
    expect(await page.getByRole('alert').allInnerTexts(), sql).toEqual([]);
  }
});

test('a query is written with completions that know Chinese', async () => {
  await button('新建查询标签').click();
  await page.locator('.cm-content').click();
  await page.keyboard.type('select * from 隐患', { delay: 30 });
  const option = page.getByRole('option', { name: /facts\.hazard/ }).first();
  await option.waitFor();
  await picture('analyst-3-completion');
  await option.click();
  await expect
    .poll(() => page.locator('.cm-content').innerText())
    .toMatch(/^select \* from facts\.hazard/);
});

test('a wrong name is marked where it stands, with what was meant', async () => {
  await write('select unit_code,\n  severty\nfrom facts.hazard');
  await run();
  await page.getByRole('alert').waitFor();
  await says(/severity/);
  expect(await page.locator('.cm-lintRange-error').innerText()).toBe('severty');
  await says('第 2 行');
  await picture('analyst-4-error');
});

test('a parameter is given in a field, an answer is sorted and filtered', async () => {
  await write(
    'select area, tier, count(*) as units\nfrom marts.unit_month\nwhere month = :month\ngroup by all\norder by all',
  );
  const field = page.getByLabel(':month', { exact: true });
  await field.waitFor();
  expect(await field.inputValue()).toMatch(/^\d{4}-\d\d-01$/);
  await button(/^运行/).click();
  await says(/^\d+ 行/);
  await page.getByTitle('按“units”排序').click();
  await page.getByTitle('按“units”排序').click();
  await expect
    .poll(async () => {
      const units = (await cells(2)).map(Number);
      return units.length > 2 && units.every((one, at) => at === 0 || one <= (units[at - 1] ?? 0));
    })
    .toBe(true);
  await button('筛选').click();
  await page.getByRole('textbox', { name: '筛选“tier”' }).fill('=blue');
  await expect.poll(async () => [...new Set(await cells(1))]).toEqual(['blue']);
});

test('the answer is drawn, pinned and stands on a page of one’s own', async () => {
  await button('图').click();
  await page.getByRole('img', { name: /^条形：/ }).waitFor();
  await page.getByRole('combobox', { name: '颜色' }).selectOption('tier');
  await picture('analyst-5-chart');
  await button('钉到我的页面').click();
  await page.getByRole('dialog').getByRole('textbox').fill('各片区风险等级');
  await page.getByRole('dialog').getByRole('button', { name: '钉到我的页面' }).click();
  await says('已钉到我的页面');
  await page.getByRole('link', { name: '我的页面' }).click();
  await page.getByRole('heading', { name: '各片区风险等级' }).waitFor();
  await page.getByRole('img', { name: /^条形：/ }).waitFor({ timeout: 60_000 });
  await picture('analyst-6-pins');
  await page.goBack();
});

test('a query is saved, found again after a restart of the page, and sent as a link', async () => {
  await button('保存').click();
  await page.getByRole('dialog').getByRole('textbox', { name: '名称' }).fill('片区等级');
  await page.getByRole('dialog').getByRole('checkbox', { name: '与同事共享' }).check();
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await says('已保存“片区等级”');
  const link = page.url();
  await page.goto(`${served.url}/sql?panel=saved`, { waitUntil: 'networkidle' });
  await button(/^片区等级/).waitFor();
  await picture('analyst-7-saved');

  const other = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const colleague = await other.newPage();
  await colleague.goto(link, { waitUntil: 'networkidle' });
  await colleague.getByRole('img', { name: /^条形：/ }).waitFor({ timeout: 60_000 });
  await expect
    .poll(() => colleague.locator('.cm-content').innerText())
    .toContain('where month = :month');
  await other.close();
});

test('answers are exported, Chinese and all', async () => {
  await button('新建查询标签').click();
  await write('select unit_code, unit_name from facts.unit order by unit_code');
  await run();
  await says('30 行');
  for (const [format, start] of [
    [/^CSV/, Buffer.from('\ufeffunit_code,unit_name')],
    [/^Excel/, Buffer.from('PK')],
    [/^Parquet/, Buffer.from('PAR1')],
    [/^JSON/, Buffer.from('[')],
    [/^Arrow/, Buffer.from([0xff, 0xff, 0xff, 0xff])],
  ] as const) {
    await button(/^导出/).click();
    const downloading = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: format }).click();
    const download = await downloading;
    const bytes = await readFile(await download.path());
    expect(bytes.subarray(0, start.length), String(format)).toEqual(start);
    await says(/^已导出/);
  }
});

test('a million rows arrive, and the last of them is reached', async () => {
  await write('select i, i % 320 as unit, md5(i::varchar) as hash from range(1000000) t(i)');
  await run();
  await expect
    .poll(() => page.locator('.answer p[role=status]').first().innerText(), { timeout: 90_000 })
    .toMatch(/^1,000,000 行/);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+End');
  await expect.poll(async () => (await cells(0)).at(-1)).toBe('999,999');
  expect(await page.locator('.grid *').count()).toBeLessThan(1500);
  await picture('analyst-8-million');
});

test('a heavy query is stopped, and the next one answers', async () => {
  await write(
    'select count(*) from range(10000000) a, range(10000000) b where a.range % 7 = b.range % 11',
  );
  await run();
  await button('停止').click();
  await says('已停止');
  await write('select 1 + 1 as two');
  await run();
  await expect.poll(() => cells(0), { timeout: 60_000 }).toEqual(['2']);
});

test('the plan is explained, the history remembers, nothing went wrong', async () => {
  await button('执行计划').click();
  await says(/PROJECTION|DUMMY_SCAN|RESULT/);
  await button('历史').click();
  await button(/select 1 \+ 1 as two/).waitFor();
  await picture('analyst-9-history');
  expect(faults).toEqual([]);
});
