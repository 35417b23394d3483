import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LOCKOUT, Lockouts } from '../../pipeline/access/lockouts.ts';
import { SESSION, Sessions } from '../../pipeline/access/sessions.ts';
import { accessFolder, Clock } from './given-desk.ts';
import { readFileSync } from 'node:fs';

const MINUTE = 60_000;

test('each failure beyond the fifth doubles the wait, up to its longest, and a restart forgets none', () => {
  const [folder, clock] = [accessFolder(), new Clock()];
  const fresh = () => new Lockouts(join(folder, 'lockouts.json'), LOCKOUT, clock.now);
  const waits: number[] = [];
  for (let failure = 1; failure <= 12; failure++) {
    // From another address each time: the account is what is locked.
    fresh().count('zhang', `10.0.0.${failure}`);
    waits.push(fresh().wait('zhang', '10.9.9.9') / 1000);
    clock.pass(fresh().wait('zhang', '10.9.9.9'));
  }
  expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
  expect(fresh().wait('zhang', '10.9.9.9')).toBe(0);
  fresh().succeeded('zhang', '10.9.9.9');
  fresh().count('zhang', '10.9.9.9');
  expect(fresh().wait('zhang', '10.9.9.9')).toBe(0);
});

test('an address that tries many names waits too, whoever it tries next', () => {
  const clock = new Clock();
  const lockouts = new Lockouts(join(accessFolder(), 'lockouts.json'), LOCKOUT, clock.now);
  for (let name = 1; name <= LOCKOUT.addressFailures; name++)
    lockouts.count(`name-${name}`, '10.0.0.1');
  expect(lockouts.wait('nobody yet', '10.0.0.1')).toBe(LOCKOUT.firstWait);
  expect(lockouts.wait('nobody yet', '10.0.0.2')).toBe(0);
});

test('an administrator unlocks a name', () => {
  const clock = new Clock();
  const lockouts = new Lockouts(join(accessFolder(), 'lockouts.json'), LOCKOUT, clock.now);
  for (let failure = 0; failure < 5; failure++) lockouts.count('zhang', `10.0.0.${failure}`);
  expect(lockouts.isLocked('zhang')).toBe(true);
  lockouts.unlock('zhang');
  expect(lockouts.isLocked('zhang')).toBe(false);
});

test('a session ends unused after its idle time, used after its whole time, and its file lets nobody in', () => {
  const [folder, clock] = [accessFolder(), new Clock()];
  const path = join(folder, 'sessions.json');
  const sessions = new Sessions(path, SESSION, clock.now);
  const token = sessions.begin('zhang');
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(readFileSync(path, 'utf8')).not.toContain(token);
  clock.pass(SESSION.idle - MINUTE);
  expect(new Sessions(path, SESSION, clock.now).nameOf(token)).toBe('zhang');
  clock.pass(SESSION.idle - MINUTE);
  expect(sessions.nameOf(token)).toBe('zhang');
  clock.pass(SESSION.idle + MINUTE);
  expect(sessions.nameOf(token)).toBeUndefined();
  const busy = sessions.begin('zhang');
  for (let used = 0; used < SESSION.absolute - MINUTE; used += SESSION.idle / 2) {
    expect(sessions.nameOf(busy)).toBe('zhang');
    clock.pass(SESSION.idle / 2);
  }
  expect(sessions.nameOf(busy)).toBeUndefined();
});

test('an account has ten sessions at most: the oldest ends', () => {
  const clock = new Clock();
  const sessions = new Sessions(join(accessFolder(), 'sessions.json'), SESSION, clock.now);
  const other = sessions.begin('li');
  const tokens = Array.from({ length: 11 }, () => {
    clock.pass(1);
    return sessions.begin('zhang');
  });
  expect(tokens.map((token) => sessions.nameOf(token) !== undefined)).toEqual([
    false,
    ...Array(10).fill(true),
  ]);
  sessions.endAll('zhang');
  expect(tokens.some((token) => sessions.nameOf(token) !== undefined)).toBe(false);
  expect(sessions.nameOf(other)).toBe('li');
});

test.each(['', 'x', '__proto__', 'a'.repeat(43), '../../etc/passwd'])(
  '"%s" is nobody’s token',
  (token) => {
    const sessions = new Sessions(join(accessFolder(), 'sessions.json'));
    sessions.begin('zhang');
    expect(sessions.nameOf(token)).toBeUndefined();
  },
);
