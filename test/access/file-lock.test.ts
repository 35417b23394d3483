import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { locked } from '../../pipeline/access/file-lock.ts';
import { temporaryFolder } from '../warehouse/fixture.ts';

const TAKER = `import('tsx/esm/api').then(({ register }) => {
  register();
  return import('${new URL('lock-taker.ts', import.meta.url).href}');
})`;

/** A lock that a process which died some time ago has left. */
function leave(lock: string): void {
  writeFileSync(lock, '');
  const before = Date.now() / 1000 - 60;
  utimesSync(lock, before, before);
}

test('of several who find a dead one’s lock only one goes on at a time', async () => {
  const path = join(temporaryFolder(), 'accounts.json');
  const gate = new Int32Array(new SharedArrayBuffer(4));
  const takers = Array.from(
    { length: 4 },
    () => new Worker(TAKER, { eval: true, workerData: { path, gate } }),
  );
  onTestFinished(async () => void (await Promise.all(takers.map((taker) => taker.terminate()))));
  for (let round = 1; round <= 20; round++) {
    leave(`${path}.lock`);
    const told = takers.map((taker) => once(taker, 'message'));
    takers.forEach((taker) => taker.postMessage(round));
    Atomics.store(gate, 0, round);
    Atomics.notify(gate, 0);
    expect((await Promise.all(told)).flat(), `round ${round}`).toEqual([true, true, true, true]);
  }
});

test('who was held up for so long that another took the lock over leaves it to the other', () => {
  const lock = join(temporaryFolder(), 'accounts.json.lock');
  locked(lock.replace(/\.lock$/, ''), () => {
    rmSync(lock);
    writeFileSync(lock, 'the other');
  });
  expect(readFileSync(lock, 'utf8')).toBe('the other');
});

test('one that died while it removed a dead one’s lock is in nobody’s way for good', () => {
  const path = join(temporaryFolder(), 'accounts.json');
  leave(`${path}.lock`);
  leave(`${path}.lock.stale`);
  expect(locked(path, () => 'done')).toBe('done');
  expect([existsSync(`${path}.lock`), existsSync(`${path}.lock.stale`)]).toEqual([false, false]);
});
