import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
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
