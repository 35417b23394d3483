import { afterAll, beforeAll, expect, test } from 'vitest';
import { classes } from './classes/index.ts';
import { LockedCell } from './locked-cell.ts';

const cell = new LockedCell();
beforeAll(() => cell.open());
afterAll(() => cell.close());

/** Those that would read or write outside, were there no check of statements at all. */
const outside = [
  'file functions',
  'network functions',
  'ATTACH',
  'COPY and EXPORT',
  'INSTALL and LOAD',
  'PRAGMA, SET and CALL',
  'secrets',
  'logs and profiles',
  'prepared statements and SQL as text',
];

test.each(outside)('%s: the locked configuration alone lets nothing in or out', async (name) => {
  const attacks = classes.find((one) => one.name === name)?.attacks ?? [];
  expect(attacks.length).toBeGreaterThan(5);
  const before = cell.hash();
  for (const { sql } of attacks) {
    const seen = await cell.run(sql);
    expect.soft(seen, sql).not.toContain(cell.secret);
  }
  expect(cell.hash()).toBe(before);
  expect(await cell.run("select current_setting('enable_external_access')")).toContain('false');
  expect(await cell.run("select current_setting('lock_configuration')")).toContain('true');
});

test('the cell would let the secret out, were it not locked', async () => {
  expect(await cell.runUnlocked("from read_text('{canary}')")).toContain(cell.secret);
});
