import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, runAccount, signIn } from './accounts.ts';
import { launchBrowser, pictures } from './browser.ts';
import { serve, temporaryFolder, xiaoan, type Served } from './xiaoan.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let warehouse: string;
let served: Served;
let browser: Browser;
let own: { code: string; name: string };
let other: { code: string; name: string };

const asked = async (sql: string): Promise<Record<string, string>[]> =>
  JSON.parse((await xiaoan(['sql', sql, '--format', 'json', '--warehouse', warehouse])).stdout);

const account = (...args: string[]) => runAccount(warehouse, args);

beforeAll(async () => {
  folder = await temporaryFolder();
  const inbox = join(folder.path, 'inbox');
  warehouse = join(folder.path, 'warehouse');
  for (const command of [
    ['simulate', '--units', '24', '--months', '8', '--seed', '5', '-o', inbox],
    ['ingest', inbox, '--warehouse', warehouse],
    ['build', '--warehouse', warehouse],
  ]) {
    const done = await xiaoan(command);
    expect([0, 2], done.stderr).toContain(done.code);
  }
  const units = await asked(
    `select unit_code as code, unit_name as name from facts.unit
     where unit_status = 'open' and parent_code is null order by 1 limit 2`,
  );
  [own, other] = units as [typeof own, typeof other];
  served = await serve(warehouse);
  browser = await launchBrowser();
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await folder?.remove();
});

/** Polls as long as a busy machine may take. */
const patiently = <Value>(value: () => Promise<Value>) => expect.poll(value, { timeout: 30_000 });

interface Look {
  readonly lang?: 'zh' | 'en';
  readonly width?: number;
  readonly theme?: 'light' | 'dark';
}

async function open({ lang = 'zh', width = 1440, theme = 'light' }: Look = {}): Promise<{
  context: BrowserContext;
  page: Page;
}> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: theme,
  });
  await context.addInitScript((language) => localStorage.setItem('language', language), lang);
  return { context, page: await context.newPage() };
}

async function picture(page: Page, name: string): Promise<void> {
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${name}: no sideways scrolling`).toBeLessThanOrEqual(0);
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

test('without accounts this machine is let in, and quietly told so; the first account ends that', async () => {
  const { context, page } = await open();
  await page.goto(served.url);
  await patiently(() => page.locator('summary').first().innerText()).toContain('本机使用');
  await page.locator('summary').first().click();
  await picture(page, 'open-menu');
  await page.goto(`${served.url}/accounts`);
  await page.getByRole('button', { name: '添加账号' }).click();
  await page.getByLabel('账号', { exact: true }).fill('root');
  await picture(page, 'accounts-first');
  await page.getByRole('button', { name: '添加账号' }).click();
  const password = await page.locator('code').innerText();
  await picture(page, 'accounts-first-done');
  await page.getByRole('button', { name: '去登录' }).click();
  await page.waitForURL('**/sign-in');
  await signIn(page, 'root', password);
  await page.waitForURL('**/password');
  await picture(page, 'password-must');
  await page.getByLabel('原密码').fill(password);
  await page.getByLabel('新密码', { exact: true }).fill(PASSWORD);
  await page.getByLabel('再输一次新密码').fill(PASSWORD);
  await page.getByRole('button', { name: '修改' }).click();
  await page.waitForURL(`${served.url}/`);
  await patiently(() => page.locator('summary').first().innerText()).toContain('root');
  await context.close();
});

test('a clerk signs in, sees the own unit alone, and is told why', async () => {
  const added = await account('add', '王老师', '--role', 'clerk', '--scope', `unit:${own.code}`);
  expect(added.code, added.output).toBe(0);
  const { context, page } = await open();
  const bodies: string[] = [];
  page.on('response', (response) => {
    if (response.url().includes('/api/'))
      void response.body().then(
        (body) => bodies.push(body.toString('utf8')),
        () => undefined,
      );
  });
  await page.goto(`${served.url}/units`);
  await page.waitForURL('**/sign-in?to=*');
  await picture(page, 'sign-in');
  await signIn(page, '王老师', 'not the password at all');
  await patiently(() => page.getByRole('alert').innerText()).toContain('账号或密码不对');
  await picture(page, 'sign-in-failed');
  await signIn(page, '王老师');
  await page.waitForURL('**/units');
  await patiently(() => page.locator('main').innerText()).toContain(own.name);
  expect(await page.locator('main').innerText()).not.toContain(other.name);
  expect(await page.getByRole('navigation').first().innerText()).not.toContain('检查计划');
  await picture(page, 'clerk-units');
  for (const [name, path] of [
    ['overview', '/'],
    ['unit', `/units/${own.code}`],
    ['data', '/data'],
    ['campaigns', '/campaigns'],
    ['policy', '/policy'],
  ] as const) {
    await page.goto(served.url + path, { waitUntil: 'networkidle' });
    await patiently(() => page.locator('main h1').count()).toBeGreaterThan(0);
    expect(await page.locator('[role=alert]').count(), name).toBe(0);
    await picture(page, `clerk-${name}`);
  }
  await page.goto(`${served.url}/units/${other.code}`, { waitUntil: 'networkidle' });
  expect(await page.locator('main').innerText()).not.toContain(other.name);
  for (const path of [
    '/plan',
    '/accounts',
    '/audit',
    '/policy?section=lab',
    '/data?section=mapping',
  ]) {
    await page.goto(served.url + path);
    await patiently(() => page.locator('main').innerText()).toContain('您的账号用不到这一页');
  }
  for (const path of ['/policy', '/policy?section=versions']) {
    await page.goto(served.url + path, { waitUntil: 'networkidle' });
    await patiently(() => page.locator('main h2').count()).toBeGreaterThan(0);
    expect(await page.locator('a[href*="section=lab"], [role=alert]').count(), path).toBe(0);
  }
  await page.goto(`${served.url}/why`);
  await patiently(() => page.locator('main').innerText()).toContain(own.name);
  expect(await page.locator('main').innerText()).toContain('显示为 ***');
  await picture(page, 'clerk-why');
  expect(bodies.length).toBeGreaterThan(20);
  for (const body of bodies)
    expect(body.includes(other.name) || body.includes(other.code)).toBe(false);
  await page.locator('summary').first().click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
  await context.close();
}, 180_000);

test('an administrator adds an account and reads in the log what was done', async () => {
  const { context, page } = await open({ lang: 'en' });
  await page.goto(`${served.url}/accounts`);
  await page.waitForURL('**/sign-in?to=*');
  await signIn(page, 'root');
  await page.waitForURL('**/accounts');
  await page.getByRole('button', { name: 'Add an account' }).click();
  await page.getByLabel('Account', { exact: true }).fill('planner');
  await page.getByLabel('Role').selectOption('planner');
  await page.getByLabel('Scope').selectOption('district');
  await picture(page, 'accounts-add');
  await page.getByRole('button', { name: 'Add an account' }).click();
  await patiently(() => page.locator('.news').innerText()).toContain('planner');
  const password = await page.locator('code').innerText();
  expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
  await patiently(() => page.getByRole('row').allInnerTexts()).toHaveLength(4);
  await picture(page, 'accounts');
  await page.goto(`${served.url}/audit`);
  await patiently(() => page.locator('main').innerText()).toContain(
    'planner: Planner, whole district',
  );
  await page.getByRole('button', { name: 'Check that it is whole' }).click();
  await patiently(() => page.locator('main').innerText()).toContain('none changed');
  await page.getByLabel('Event').selectOption('sign_in_failed');
  await patiently(() => page.getByRole('row').allInnerTexts()).toHaveLength(2);
  await picture(page, 'audit');
  await context.close();
});

test('the way in is read in both languages, widths and themes', async () => {
  for (const lang of ['zh', 'en'] as const)
    for (const width of [1440, 390])
      for (const theme of ['light', 'dark'] as const) {
        const { context, page } = await open({ lang, width, theme });
        const faults: string[] = [];
        page.on('pageerror', (error) => faults.push(error.message));
        await page.goto(`${served.url}/sign-in?failed=no_account`);
        await patiently(() => page.getByRole('alert').count()).toBe(1);
        await picture(page, `sign-in-${lang}-${width}-${theme}`);
        await page.goto(`${served.url}/sign-in`);
        await signIn(page, 'root');
        await page.waitForURL(`${served.url}/`);
        for (const path of ['why', 'accounts', 'audit', 'password']) {
          await page.goto(`${served.url}/${path}`, { waitUntil: 'networkidle' });
          await patiently(() => page.locator('main h1').count()).toBe(1);
          await page.waitForLoadState('networkidle');
          await picture(page, `${path}-${lang}-${width}-${theme}`);
          const words = await page.locator('body').innerText();
          expect(words, path).not.toMatch(/\b(access|audit)\.[a-z_.]+/);
        }
        await page.locator('summary').first().click();
        await picture(page, `menu-${lang}-${width}-${theme}`);
        expect(faults).toEqual([]);
        await context.close();
      }
}, 240_000);

test('the command line changes accounts of a running server, and says when the log was tampered with', async () => {
  expect((await account('change', 'planner', '--scope', 'area:霁原')).output).toContain(
    'area:霁原',
  );
  expect((await account('disable', 'planner')).output).toContain('disabled');
  expect((await account('disable', 'root')).output).toContain('At least one administrator');
  expect((await account('add', 'x', '--role', 'king')).code).toBe(64);
  const listed = await xiaoan(['audit', '--json', '--limit', '500', '--warehouse', warehouse]);
  const events = listed.stdout
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);
  for (const event of ['sign_in', 'sign_in_failed', 'sign_out', 'account_added', 'account_changed'])
    expect(events).toContain(event);
});

test('the last line is noted and found again; lines that are gone at the end are missed', async () => {
  const { context, page } = await open();
  await page.goto(`${served.url}/audit`);
  await page.waitForURL('**/sign-in?to=*');
  await signIn(page, 'root');
  await page.waitForURL('**/audit');
  const check = page.getByRole('button', { name: '核对完整性' });
  await check.click();
  const anchor = await page.locator('main code').innerText();
  expect(anchor).toMatch(/^\d+:[0-9a-f]{64}$/);
  await page.getByLabel('以前抄存的编号和指纹').fill(anchor);
  await check.click();
  await patiently(() => page.locator('main').innerText()).toContain('没有改动');
  await picture(page, 'audit-noted');

  const verify = (...more: string[]) =>
    xiaoan(['audit', 'verify', ...more, '--warehouse', warehouse]);
  const doctor = () => xiaoan(['doctor', '--warehouse', warehouse]);
  expect((await verify('--anchor', anchor)).stdout).toContain(`Note elsewhere: ${anchor}`);
  expect((await verify('--anchor', anchor.slice(0, -1))).stderr).toContain('NUMBER:HASH');
  const other = anchor.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
  expect((await verify('--anchor', other)).stderr).toContain('another than was noted');
  expect((await doctor()).stdout).toContain(anchor);

  const folder = join(warehouse, 'access', 'audit');
  const [month = ''] = (await readdir(folder)).sort().slice(-1);
  const lines = (await readFile(join(folder, month), 'utf8')).trimEnd().split('\n');
  await writeFile(join(folder, month), `${lines.slice(0, -2).join('\n')}\n`);
  await check.click();
  await patiently(() => page.locator('main').innerText()).toContain('末尾缺失');
  await picture(page, 'audit-cut');
  await context.close();
  expect(await verify()).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('newest lines'),
  });
  expect(await doctor()).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('newest lines'),
  });
}, 240_000);
