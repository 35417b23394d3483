import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Accounts } from '../../pipeline/access/accounts.ts';
import { district, parseScope, scopeText, type Scope } from '../../pipeline/access/scope.ts';
import { accessFolder, CHEAP, PASSWORD } from './given-desk.ts';

const accountsIn = (folder: string) => new Accounts(join(folder, 'accounts.json'), CHEAP);

test('accounts are kept for their owner alone, without their passwords', async () => {
  const folder = accessFolder();
  const accounts = accountsIn(folder);
  await accounts.add({ name: 'Root', role: 'admin', scope: district }, PASSWORD);
  await accounts.add(
    { name: '王老师', role: 'clerk', scope: parseScope('unit:U1') },
    PASSWORD,
    true,
  );
  const file = join(folder, 'accounts.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain(PASSWORD);
  const again = accountsIn(folder);
  expect(again.list().map(({ name, mustChange }) => [name, mustChange])).toEqual([
    ['Root', false],
    ['王老师', true],
  ]);
  expect(again.find('ｒｏｏｔ')?.name).toBe('Root');
  expect(again.find('__proto__')).toBeUndefined();
});

test('the first account is an administrator, and one always stays', async () => {
  const accounts = accountsIn(accessFolder());
  const clerk = { name: 'c', role: 'clerk', scope: parseScope('unit:U1') } as const;
  await expect(accounts.add(clerk, PASSWORD)).rejects.toMatchObject({ code: 'first_admin' });
  await accounts.add({ name: 'a', role: 'admin', scope: district }, PASSWORD);
  await accounts.add(clerk, PASSWORD);
  expect(() => accounts.change('a', { disabled: true })).toThrow(
    expect.objectContaining({ code: 'last_admin' }),
  );
  expect(() => accounts.change('a', { role: 'leader' })).toThrow(
    expect.objectContaining({ code: 'last_admin' }),
  );
  accounts.change('c', { role: 'admin', scope: district });
  expect(accounts.change('a', { disabled: true }).disabled).toBe(true);
});

test.each([' ', '-x', 'a b', 'a/b', 'a\nb', '../x', 'x'.repeat(65), 'local', 'LOCAL'])(
  'no account can be called "%s"',
  async (name) => {
    const adding = accountsIn(accessFolder()).add(
      { name, role: 'admin', scope: district },
      PASSWORD,
    );
    await expect(adding).rejects.toMatchObject({ code: 'bad_account_name' });
  },
);

test('names that differ in case or width alone are one', async () => {
  const accounts = accountsIn(accessFolder());
  await accounts.add({ name: 'root', role: 'admin', scope: district }, PASSWORD);
  await expect(
    accounts.add({ name: 'ＲＯＯＴ', role: 'admin', scope: district }, PASSWORD),
  ).rejects.toMatchObject({ code: 'account_exists' });
});

test('a damaged file lets nobody in, and says where it lies', () => {
  const folder = accessFolder();
  writeFileSync(join(folder, 'accounts.json'), '{"root":');
  expect(() => accountsIn(folder).list()).toThrow(
    expect.objectContaining({ code: 'access_file_damaged' }),
  );
});

test('several processes that add accounts at once lose none', async () => {
  const folder = accessFolder();
  const accounts = accountsIn(folder);
  await accounts.add({ name: 'root', role: 'admin', scope: district }, PASSWORD);
  const children = [1, 2, 3].map((number) =>
    fork(new URL('./add-accounts.ts', import.meta.url), [folder, String(number)], {
      execArgv: ['--import', 'tsx'],
    }),
  );
  const codes = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(codes.map(([code]) => code)).toEqual([0, 0, 0]);
  expect(accounts.list()).toHaveLength(1 + 3 * 8);
});

const code = fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/);
const scopes: fc.Arbitrary<Scope> = fc.oneof(
  fc.constant(district),
  code.map((unitCode): Scope => ({ kind: 'unit', unitCode })),
  code.map((unitCode): Scope => ({ kind: 'parent', unitCode })),
  fc
    .uniqueArray(fc.stringMatching(/^[\u4e00-\u9fff]{2,6}$/), { minLength: 1, maxLength: 5 })
    .map((areas): Scope => ({ kind: 'areas', areas })),
);

test('a scope that is written down is read as it was', () => {
  fc.assert(
    fc.property(scopes, (scope) => {
      const written = scopeText(scope);
      expect(scopeText(parseScope(written))).toBe(written);
    }),
  );
});

test.each([
  '',
  'all',
  'unit:',
  'unit',
  'area:',
  'area: , ',
  'district:x',
  'parent:\u0000',
  'unit:' + 'x'.repeat(600),
])('"%s" is no scope', (written) => {
  expect(() => parseScope(written)).toThrow(expect.objectContaining({ code: 'bad_scope' }));
});
