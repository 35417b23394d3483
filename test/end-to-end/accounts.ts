import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** Of every account. */
export const PASSWORD = 'seven purple lanterns';

const BIN = fileURLToPath(new URL('../../pipeline/xiaoan.js', import.meta.url));

/** Runs `xiaoan account`, the password on stdin. */
export async function runAccount(
  warehouse: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, [BIN, 'account', ...args, '--warehouse', warehouse], {
    env: { ...process.env, XIAOAN_LANG: 'en' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => (output += String(piece)));
  child.stdin.end(`${PASSWORD}\n`);
  const code = await new Promise<number>((resolve) =>
    child.on('close', (end) => resolve(end ?? -1)),
  );
  return { code, output };
}

/** Fills in the form of the way in, in either language. */
export async function signIn(page: Page, name: string, password = PASSWORD): Promise<void> {
  await page.getByLabel(/^(账号|Account)$/).fill(name);
  await page.getByLabel(/^(密码|Password)$/).fill(password);
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click();
}
