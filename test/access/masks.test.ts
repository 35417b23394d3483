import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withoutPersonal } from '../../pipeline/access/without-personal.ts';
import { personalColumns } from '../../pipeline/contracts/personal.ts';
import { readCookie, setCookie } from '../../pipeline/server/access/cookie.ts';

const names = [...personalColumns];
const secret = 'SECRET';

/** Any JSON, in which a secret stands under the name of a personal column, at any depth. */
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('visits', 'unit_code', 'a'), tie('tree'), { maxKeys: 3 }),
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.constantFrom<unknown>(secret, [secret, secret], { name: secret }, [[secret]]),
      )
      .map(([name, value]) => ({ [name]: value })),
  ),
}));

test('nothing that stands under a personal name is left of any JSON, and all else is as it was', () => {
  fc.assert(
    fc.property(tree, (value) => {
      const masked = JSON.stringify(withoutPersonal(value)) ?? '';
      expect(masked).not.toContain(secret);
      const plain = JSON.stringify(value) ?? '';
      if (!names.some((name) => plain.includes(name))) expect(masked).toBe(plain);
    }),
  );
});

test('numbers in what people wrote are masked in JSON too, the words around them are not', () => {
  const told = { plan: { visits: [{ unit_code: '13812345678', note: '找王老师13812345678' }] } };
  expect(withoutPersonal(told)).toEqual({
    plan: { visits: [{ unit_code: '13812345678', note: '找王老师***' }] },
  });
});

test('a cookie that is set is read back, alone among others, and none that looks like it', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w-]{1,50}$/), fc.boolean(), (token, secure) => {
      const set = setCookie('xiaoan', token, { secure, sameSite: 'Strict' });
      const sent = set.split(';')[0] ?? '';
      expect(readCookie(`a=1; ${sent}; b=2`, 'xiaoan', secure)).toBe(token);
      expect(readCookie(`x${sent}`, 'xiaoan', secure)).toBeUndefined();
      expect(readCookie(`${sent}; ${sent}`, 'xiaoan', secure)).toBeUndefined();
      expect(readCookie(sent, 'xiaoan', !secure)).toBeUndefined();
    }),
  );
  expect(() => setCookie('xiaoan', 'a; Domain=x', { secure: false, sameSite: 'Lax' })).toThrow();
});
