import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Failure } from '../../pipeline/contracts/index.ts';
import { Accounts } from '../../pipeline/access/accounts.ts';
import {
  hashPassword,
  isOutdated,
  isPassword,
  STRONG,
} from '../../pipeline/access/password-hash.ts';
import { requireGoodPassword } from '../../pipeline/access/password-rules.ts';
import { district } from '../../pipeline/access/scope.ts';
import { accessFolder, CHEAP, PASSWORD } from './given-desk.ts';
import { join } from 'node:path';

test('a hash is made at one of OWASP’s settings, says so, and holds for its password alone', async () => {
  const hash = await hashPassword(PASSWORD);
  expect(hash).toMatch(/^scrypt\$65536\$8\$2\$[\w+/]{22}==\$[\w+/]{43}=$/);
  expect(await hashPassword(PASSWORD)).not.toBe(hash);
  expect(await isPassword(PASSWORD, hash)).toBe(true);
  expect(await isPassword(`${PASSWORD} `, hash)).toBe(false);
  expect([isOutdated(hash), isOutdated(hash, CHEAP)]).toEqual([false, true]);
});

test('any password is known again, however its signs are composed, and no other passes for it', async () => {
  const password = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(password, password, async (one, other) => {
      const hash = await hashPassword(one, CHEAP);
      expect(await isPassword(one.normalize('NFD'), hash)).toBe(true);
      expect(await isPassword(other, hash)).toBe(one.normalize('NFKC') === other.normalize('NFKC'));
    }),
    { numRuns: 40 },
  );
});

test.each(['', 'scrypt$', 'scrypt$1024$8$1$$', 'plain', 'scrypt$1024$8$1$AAAA$'])(
  'no password fits the hash "%s"',
  async (hash) => {
    expect(await isPassword('', hash)).toBe(false);
  },
);

test.each([
  'short9',
  'password123',
  'Password2025',
  '1qaz2wsx3edc',
  '1234567890',
  '12345678901234',
  'qwertyuiop',
  'abcdefghijkl',
  'aaaaaaaaaaaa',
  'abababababab',
  '5201314520',
  'xiaoan123456',
  'lin-zhang-2026',
  'ＰＡＳＳＷＯＲＤ１２３',
  'x'.repeat(10) + 'abcdefgh'.repeat(40),
])('"%s" is refused, without being repeated in the words', (password) => {
  const refused = (() => {
    try {
      requireGoodPassword(password, 'zhang');
    } catch (error) {
      return error;
    }
    return undefined;
  })();
  expect(refused).toBeInstanceOf(Failure);
  expect(refused).toMatchObject({ code: 'weak_password' });
  expect(JSON.stringify((refused as Failure).body('en'))).not.toContain(password);
});

test.each([PASSWORD, '梧桐-月台-算盘-芝麻-灯塔', 'kT9#vq2!Lm', 'correct horse battery staple'])(
  '"%s" is taken',
  (password) => {
    expect(() => requireGoodPassword(password, 'zhang')).not.toThrow();
  },
);

test('a hash of other costs is made anew when its owner signs in', async () => {
  const path = join(accessFolder(), 'accounts.json');
  await new Accounts(path, CHEAP).add({ name: 'root', role: 'admin', scope: district }, PASSWORD);
  const dearer = new Accounts(path, { ...CHEAP, n: 2048 });
  expect(dearer.find('root')?.hash).toContain('$1024$');
  expect(await dearer.verify('root', 'something else')).toBeUndefined();
  expect(dearer.find('root')?.hash).toContain('$1024$');
  expect(await dearer.verify('root', PASSWORD)).toMatchObject({ name: 'root' });
  expect(dearer.find('root')?.hash).toContain('$2048$');
  expect(await dearer.verify('root', PASSWORD)).toBeDefined();
  expect(STRONG.n * STRONG.r * 128).toBeGreaterThanOrEqual(64 * 1024 * 1024);
});
