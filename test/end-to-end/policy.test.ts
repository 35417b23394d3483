import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, pictures } from './browser.ts';
import { serve, temporaryFolder, xiaoan, type Served } from './xiaoan.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let warehouse: string;
let served: Served;
let browser: Browser;
let page: Page;
const faults: string[] = [];

/** The running month, whose decisions are still open, and the days that have been in it. */
const now = new Date();
const month = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;
const today = `${month}-${String(now.getDate()).padStart(2, '0')}`;

const ledger = (status: string, closed: string): string =>
  `单位代码,报送月份,隐患编号,发现日期,隐患来源,隐患描述,隐患类别,隐患等级,整改状态,整改期限,销号日期
1001,${month},1,${month}-01,月度自查,消防水泵失效,消防安全,重大,${status},${month}-28,${closed}
`;

beforeAll(async () => {
  folder = await temporaryFolder();
  warehouse = join(folder.path, 'warehouse');
  const inbox = join(folder.path, 'inbox');
  await mkdir(inbox);
  await writeFile(
    join(inbox, '单位名册.csv'),
    '单位代码,单位名称,单位类别,片区,学生数\n1001,青禾小学,小学,东片,900\n1002,云杉小学,小学,东片,1500\n1003,白榆小学,小学,东片,300\n',
  );
  await writeFile(join(inbox, '青禾小学隐患台账.csv'), ledger('整改中', ''));
  await writeFile(
    join(inbox, '隐患排查月报.csv'),
    `单位代码,报送月份,自查次数,排查隐患数\n1001,${month},4,1\n1002,${month},4,0\n1003,${month},4,0\n`,
  );
  const ingested = await xiaoan(['ingest', inbox, '--warehouse', warehouse]);
  expect(ingested.code, ingested.stdout + ingested.stderr).toBe(0);
  const built = await xiaoan(['build', '--warehouse', warehouse]);
  expect(built.code, built.stderr).toBe(0);
  served = await serve(warehouse);
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addInitScript(() => localStorage.setItem('language', 'zh'));
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await folder?.remove();
});

const picture = async (name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

const says = (words: string | RegExp, timeout = 60_000) =>
  page.getByText(words).first().waitFor({ timeout });

const explained = async (unit: string): Promise<string> =>
  (await xiaoan(['explain', unit, '--warehouse', warehouse], 'zh')).stdout;

test('a closure that is handed in lifts the gate, on the pages and in what is explained', async () => {
  expect(await explained('1001')).toContain('1 条重大隐患尚未销号');
  await page.goto(`${served.url}/units/1001`, { waitUntil: 'networkidle' });
  await says('1 条重大隐患尚未销号');
  await says(/整改并销号隐患：消防水泵失效/);
  await picture('policy-1-gate');

  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  await page.locator('input[type=file]').setInputFiles([
    {
      name: '青禾小学隐患台账_销号.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(ledger('已销号', today)),
    },
  ]);
  await says('1 行入库');
  await says('已公布，页面已更新');
  await page.goto(`${served.url}/units/1001`, { waitUntil: 'networkidle' });
  await says('为什么变了');
  await expect
    .poll(async () => page.getByText('1 条重大隐患尚未销号').count(), { timeout: 20_000 })
    .toBe(0);
  await picture('policy-2-lifted');
  expect(await explained('1001')).not.toContain('重大隐患尚未销号');
}, 240_000);

test('a leader changes a weight, sees who moves, publishes with a note, and the month is decided by it', async () => {
  await page.goto(`${served.url}/policy`, { waitUntil: 'networkidle' });
  await says('校园安全分级评分规则（第二版：专项行动）');
  await says('每个单位每月按 15 个指标');
  await page.getByRole('link', { name: '规则试算' }).click();
  await says('还没有改动');

  // The weights must sum to 100: the page says so and helps.
  await page.getByRole('spinbutton', { name: '涉及人数：权重' }).fill('40');
  await says('权重合计 135，应为 100');
  await picture('policy-3-weights');
  await page.getByRole('button', { name: '按比例调整其余各项' }).click();
  await says(/[123] 个单位风险等级会变/);
  await page.getByRole('link', { name: '云杉小学' }).waitFor();
  await picture('policy-4-moves');
  const address = page.url();
  expect(decodeURIComponent(address)).toContain('indicators.exposure_people.weight,40');

  // A colleague who opens the address sees the same draft.
  const other = await browser.newPage();
  await other.goto(address, { waitUntil: 'networkidle' });
  await other
    .getByText(/风险等级会变/)
    .first()
    .waitFor({ timeout: 60_000 });
  expect(await other.getByRole('spinbutton', { name: '涉及人数：权重' }).inputValue()).toBe('40');
  await other.close();

  await page.getByText('发布为新版本').click();
  await page.getByLabel('版本号').fill('../../x');
  await page.getByLabel('名称').fill('人数多的学校从严');
  await page.getByLabel('发布人').fill('安全科');
  await page.getByRole('textbox', { name: '为什么改' }).fill('大校出事影响大');
  await page.getByLabel('生效月份').fill(month);
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await says('版本号只用字母、数字、点和连字符');
  await picture('policy-5-refused');
  await page.getByLabel('版本号').fill('big-schools');
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await says('已发布版本 big-schools');
  await says('已公布，页面已更新');
  await page.getByRole('link', { name: 'big-schools' }).first().waitFor();
  await says('大校出事影响大');
  await says('不同的数');
  await page.getByText('涉及人数：权重').first().waitFor();
  await picture('policy-6-versions');

  await page.goto(`${served.url}/units/1002`, { waitUntil: 'networkidle' });
  await says(/评分规则 big-schools/);
  expect(await explained('1002')).toContain('（big-schools）');
  await picture('policy-7-unit');

  const kept = await readdir(join(warehouse, 'policy'));
  expect(kept).toEqual(['big-schools.yaml']);
  const content = await readFile(join(warehouse, 'policy', 'big-schools.yaml'), 'utf8');
  expect(content).toContain('大校出事影响大');
  expect(faults).toEqual([]);
}, 240_000);
