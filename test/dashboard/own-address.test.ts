import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ownAddress } from '../../dashboard/router/own-address.ts';

const HOME = 'https://xiaoan.example.cn';

test('whatever an address says, signing in leads to this server', () => {
  const sly = fc.stringMatching(/^[/\\\t\n\r :@.a-z]{0,14}$/);
  fc.assert(
    fc.property(fc.oneof(sly, fc.string(), fc.webUrl()), (to) => {
      expect(new URL(ownAddress(to), HOME).origin).toBe(HOME);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['/units/U1?month=2026-09', '/units/U1?month=2026-09'],
  ['/', '/'],
  [null, '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['https://evil.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/sign-in?to=/sign-in', '/'],
])('%s leads to %s', (to, there) => {
  expect(ownAddress(to)).toBe(there);
});
