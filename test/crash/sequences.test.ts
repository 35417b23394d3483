import { expect, test } from 'vitest';
import { tryHistories } from './sequences.ts';

/** A few at every run; more by `HISTORIES=100`, or `npm run crash -- --histories 100`. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 3);

test(
  'sent, sent again, corrected, decided on, killed in between: it ends as if all had come once',
  async () => {
    const { histories, steps } = await tryHistories(HISTORIES);
    expect(histories).toBe(HISTORIES);
    expect(steps).toBeGreaterThan(0);
  },
  60_000 + HISTORIES * 60_000,
);
