import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

/** More of them: `npm run fuzz -- --files 10000 --seed 7`, or a part of it: `--from 2000 --files 1000`. */
test(
  'mutated files of every format are loaded, held back or refused: none crashes, none is lost',
  { timeout: 180_000 },
  async () => {
    const { faults, byStatus, byError } = await fuzz(1, 300);
    expect(faults).toEqual([]);
    // The mutations do reach every stage.
    expect(Object.keys(byStatus).sort()).toEqual(['loaded', 'partly', 'rejected']);
    expect(Object.keys(byError).length).toBeGreaterThan(8);
  },
);
