import { existsSync, readdirSync } from 'node:fs';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { bytesOf, givenConsole } from './given.ts';
import { query } from './query.ts';

const LARGE = `select repeat('x', 500) || range from range(100000)`;

test('who goes before the first piece is read gives the turn back', async () => {
  const limits = { concurrent: 1, concurrentEach: 1, waitSeconds: 10 };
  const { console, reported } = await givenConsole({ limits });
  for (let round = 0; round < 3; round++) {
    const { pieces } = await console.query('local', query(LARGE));
    const stream = Readable.from(pieces, { objectMode: false });
    stream.destroy();
  }
  for (let round = 0; round < 3; round++) {
    const { pieces } = await console.query('local', query(LARGE));
    await pieces.next();
    await pieces.return?.();
  }
  const { pieces } = await console.query('local', query('select 1'));
  expect((await bytesOf(pieces)).length).toBeGreaterThan(0);
  expect(reported).toEqual([]);
});

/** Files and pipes that this process has open. */
const openFiles = (): number => readdirSync('/proc/self/fd').length;

test('the pipe of a process that was ended with unread pieces in it is closed', async (context) => {
  if (!existsSync('/proc/self/fd')) return context.skip('only Linux tells which files are open');
  const { console } = await givenConsole({ limits: { concurrent: 1, waitSeconds: 10 } });
  const breakOff = async () => {
    const { pieces } = await console.query('local', query(LARGE));
    await pieces.next();
    // The pipe fills up.
    await wait(200);
    await pieces.return?.();
  };
  await breakOff();
  const before = openFiles();
  for (let round = 0; round < 10; round++) await breakOff();
  // A process has three pipes; one more may be waiting than before.
  await vi.waitFor(() => expect(openFiles()).toBeLessThanOrEqual(before + 4), { timeout: 5000 });
});
