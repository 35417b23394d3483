import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { launchBrowser, pictures } from './browser.ts';
import { serve, temporaryFolder } from './xiaoan.ts';

const register = {
  name: '单位名册.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from('单位代码,单位名称,单位类别,片区\n1001,青禾小学,小学,东片\n'),
};

test('on the first day files are handed in on the page, and it shows once they are published', async () => {
  const folder = await temporaryFolder();
  onTestFinished(() => folder.remove());
  const served = await serve(join(folder.path, 'warehouse'));
  onTestFinished(() => served.stop());
  const browser = await launchBrowser();
  onTestFinished(() => browser.close());
  const context = await browser.newContext({ acceptDownloads: true });
  await context.addInitScript(() => localStorage.setItem('language', 'zh'));
  const page = await context.newPage();
  await page.goto(`${served.url}/units`);
  await page.getByRole('heading', { name: '还没有数据' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '空白表：单位名册' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.xlsx$/);
  if (pictures) await page.screenshot({ path: join(pictures, 'first-day.png') });

  await page.locator('input[type=file]').setInputFiles(register);
  await page.getByText('1 行入库').waitFor();
  await page.getByRole('link', { name: '青禾小学' }).waitFor({ timeout: 60_000 });
  expect(new URL(page.url()).pathname).toBe('/units');
}, 120_000);
