import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classes } from './classes/index.ts';
import { Prison, prisonLimits } from './prison.ts';

const prison = new Prison();
beforeAll(() => prison.open());
afterAll(() => prison.close());

/** What starting a worker and answering may take beside the query's own time, on a busy machine. */
const SLACK = 8000;

test('there are 200 distinct attacks at least, and docs/security.md names each class', () => {
  const all = classes.flatMap(({ attacks }) =>
    attacks.map(({ sql, parameters }) => JSON.stringify([sql, parameters])),
  );
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(200);
  const page = readFileSync('docs/security.md', 'utf8');
  for (const { name } of classes) expect(page).toContain(`| ${name} `);
});

test.each(classes)('$name: nothing is read, written, or outlives its limit', async (one) => {
  const before = prison.hash();
  for (const attack of one.attacks) {
    const { outcome, seen, milliseconds } = await prison.attack(attack);
    const label = attack.sql.slice(0, 300);
    const expected: readonly string[] =
      typeof attack.expected === 'string' ? [attack.expected] : attack.expected;
    expect.soft(expected, `${label} → ${outcome}: ${seen.slice(0, 400)}`).toContain(outcome);
    expect.soft(seen, label).not.toContain(prison.secret);
    const most = prisonLimits.seconds * 1000 + prisonLimits.graceMilliseconds + SLACK;
    expect.soft(milliseconds, label).toBeLessThan(most);
  }
  expect(prison.hash()).toBe(before);
  const alive = await prison.attack({ sql: 'select 1' });
  expect(alive.outcome).toBe('ok');
});
