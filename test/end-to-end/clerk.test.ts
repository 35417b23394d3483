import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, pictures } from './browser.ts';
import { brokenLedger, mend, oddHeaders } from './clerk-ledgers.ts';
import { serve, temporaryFolder, xiaoan, type Served } from './xiaoan.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let warehouse: string;
let served: Served;
let browser: Browser;
let page: Page;
const faults: string[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  warehouse = join(folder.path, 'warehouse');
  const inbox = join(folder.path, 'inbox');
  await mkdir(inbox);
  await writeFile(
    join(inbox, '单位名册.csv'),
    '单位代码,单位名称,单位类别,片区\n1001,青禾小学,小学,东片\n1002,云杉幼儿园,幼儿园,东片\n',
  );
  await writeFile(
    join(inbox, '2025年4月隐患排查月报.csv'),
    '单位代码,报送月份,自查次数,排查隐患数\n1001,2025-04,4,1\n1002,2025-04,4,0\n',
  );
  const ingested = await xiaoan(['ingest', inbox, '--warehouse', warehouse]);
  expect(ingested.code, ingested.stdout + ingested.stderr).toBe(0);
  const built = await xiaoan(['build', '--warehouse', warehouse]);
  expect(built.code, built.stderr).toBe(0);
  served = await serve(warehouse);
  browser = await launchBrowser();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
  });
  await context.addInitScript(() => localStorage.setItem('language', 'zh'));
  page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await folder?.remove();
});

const picture = async (name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function handIn(name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type=file]').setInputFiles([{ name, mimeType: XLSX, buffer }]);
}

const says = (words: string | RegExp, timeout = 60_000) =>
  page.getByText(words).first().waitFor({ timeout });

/** Asks the published data one thing. */
async function published(sql: string): Promise<unknown> {
  const args = ['sql', sql, '--format', 'json', '--warehouse', warehouse];
  return JSON.parse((await xiaoan(args)).stdout);
}

/** Rows that the published data still hold in quarantine. */
async function open(): Promise<number> {
  const sql = 'select count(*) as open from marts.quarantine where resolved_by is null';
  return ((await published(sql)) as { open: number }[])[0]?.open ?? -1;
}

test('a clerk hands in a broken file, reads why, mends it, hands it in again and is done', async () => {
  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: '选择文件' }).waitFor();
  await picture('clerk-1-page');

  await handIn('青禾小学隐患台账.xlsx', brokenLedger());
  await says('1 行入库，2 行待更正');
  await says(/“上周五”不是日期/);
  await says(/“特别大”不在可选项中/);
  await picture('clerk-2-reasons');

  await says('已公布，页面已更新');
  await page.getByRole('link', { name: '青禾小学隐患台账.xlsx' }).nth(1).waitFor();
  expect(await open()).toBe(2);
  await page.goto(`${served.url}/data?section=quarantine`, { waitUntil: 'networkidle' });
  await says('“上周五”不是日期');
  await picture('clerk-3-quarantine');

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载', exact: true }).first().click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('青禾小学隐患台账_更正.xlsx');
  const workbook = await readFile(await download.path());

  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  const mended = mend(workbook, { B5: '2025-05-09', E6: '重大' });
  await handIn('青禾小学隐患台账_更正.xlsx', mended);
  await says('3 行入库');
  await says('替代了“青禾小学隐患台账.xlsx”');
  await says('已公布，页面已更新');
  await says('已由更正表替代');
  await picture('clerk-4-mended');

  await page.getByRole('link', { name: '待更正', exact: true }).click();
  await says('没有待更正的行');
  await picture('clerk-5-empty');
  expect(await open()).toBe(0);
  expect(await published('select count(*) as hazards from facts.hazard')).toEqual([{ hazards: 3 }]);
  expect(faults).toEqual([]);
}, 240_000);

test('a picture is rejected with what it is and what to do; the same bytes again change nothing', async () => {
  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  await handIn('台账.xlsx', png);
  await says('这不是表格，而是一张 PNG 图片');
  await says(/另存为 \.xlsx/);
  await handIn('再交一次.xlsx', brokenLedger());
  await says('以前交过同一份，未变动');
  await picture('clerk-6-rejected');
  expect(faults).toEqual([]);
}, 240_000);

test('a word that maps to nothing is mapped by one press, and its rows come in', async () => {
  const ledger = brokenLedger();
  const unknown = mend(ledger, { B5: '2025-05-09', E5: '一般3级', E6: '重大' });
  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  await handIn('青禾小学隐患台账再报.xlsx', unknown);
  await says('2 行入库，1 行待更正');
  await says('已公布，页面已更新');
  await page.getByRole('link', { name: '对应', exact: true }).click();
  await page.getByRole('button', { name: /就是“一般”/ }).click();
  await says('“一般3级”今后读作“一般”');
  await picture('clerk-8-mapped');
  await says('没有对应不上的');
  expect(await open()).toBe(0);
  expect(faults).toEqual([]);
}, 240_000);

test('a header read by likeness is confirmed, one not understood is given its meaning, one refused is read no more', async () => {
  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  await handIn('云杉幼儿园隐患台账.xlsx', oddHeaders());
  await says('3 行入库');
  await says('已公布，页面已更新');
  await page.getByRole('link', { name: '云杉幼儿园隐患台账.xlsx' }).first().click();
  const row = (header: string) => page.getByRole('row').filter({ hasText: header });
  // The page may have read the newly published state by the time that it is looked at.
  const remembered = (header: string) =>
    row(header)
      .getByText(/已记住|已确认的写法/)
      .waitFor({ timeout: 90_000 });
  await row('隐患的描述').getByText('按相似判断').waitFor();
  await picture('clerk-9-headers');

  await row('隐患的描述').getByRole('button', { name: '确认', exact: true }).click();
  await remembered('隐患的描述');
  await row('整改最后日').getByRole('combobox').selectOption({ label: '整改期限' });
  await row('整改最后日').getByRole('button', { name: '确认', exact: true }).click();
  await remembered('整改最后日');
  await expect
    .poll(
      () =>
        published(`select count(*) filter (where deadline is not null) as due, count(*) as hazards
          from facts.hazard where unit_code = '1002'`),
      { timeout: 90_000, interval: 2_000 },
    )
    .toEqual([{ due: 3, hazards: 3 }]);
  await page.reload({ waitUntil: 'networkidle' });
  await row('隐患的描述').getByText('已确认的写法').waitFor();
  await row('整改最后日').getByText('已确认的写法').waitFor();
  await picture('clerk-10-confirmed');
  expect(faults).toEqual([]);
}, 240_000);

test('a header that likeness reads wrongly is refused: it is read no more, and the file says what is missing', async () => {
  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  const misread = mend(oddHeaders(), { B2: '隐患发现的日期', C2: '隐患描述' });
  await handIn('云杉幼儿园隐患台账2.xlsx', misread);
  await says('3 行入库');
  await says('已公布，页面已更新');
  await page.getByRole('link', { name: '云杉幼儿园隐患台账2.xlsx' }).first().click();
  const row = page.getByRole('row').filter({ hasText: '隐患发现的日期' });
  await row.getByRole('button', { name: '不是', exact: true }).click();
  await row.getByText('已记住').waitFor({ timeout: 90_000 });
  await expect
    .poll(
      () =>
        published(
          `select error_code from intake.file where file_name = '云杉幼儿园隐患台账2.xlsx'`,
        ),
      { timeout: 90_000, interval: 2_000 },
    )
    .toEqual([{ error_code: 'column_missing' }]);
  await page.reload({ waitUntil: 'networkidle' });
  await says(/缺少必填的列：发现日期/);
  await picture('clerk-11-refused');
  expect(faults).toEqual([]);
}, 240_000);

test('while the command line writes, the page says who does', async () => {
  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  const holder = { pid: process.pid, processStart: null, command: 'ingest inbox', since: 'today' };
  const lock = join(warehouse, 'writer.lock');
  await expect
    .poll(() => writeFile(lock, JSON.stringify(holder), { flag: 'wx' }).then(() => true), {
      timeout: 60_000,
    })
    .toBe(true);
  await handIn('第三份.xlsx', brokenLedger());
  await says(/正在被另一进程写入/);
  await picture('clerk-7-locked');
  await rm(lock);
  // The browser itself notes the answer 409 in its console.
  faults.length = 0;
}, 240_000);

test('files can be dropped on the page, and chosen by the keyboard', async () => {
  await page.goto(`${served.url}/data`, { waitUntil: 'networkidle' });
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '选择文件' }).focus();
  await page.keyboard.press('Enter');
  expect((await chooser).isMultiple()).toBe(true);
  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['nothing of ours'], '随手写的.csv'));
    window.dispatchEvent(new DragEvent('dragover', { dataTransfer: transfer, cancelable: true }));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
  });
  await says('随手写的.csv');
});
