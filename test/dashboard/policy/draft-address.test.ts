import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  readDraft,
  rebalance,
  writeDraft,
} from '../../../dashboard/pages/policy/lab/draft-address.ts';

const fields = [
  { field: 'indicators.a.weight', value: 50 },
  { field: 'indicators.a.cap', value: 3 },
  { field: 'indicators.b.weight', value: 30 },
  { field: 'indicators.c.weight', value: 20 },
  { field: 'gates.g.minimum_tier', value: 'orange' },
  { field: 'accident_levels.minor.gate', value: false },
];

test('a draft comes back out of the address as it went in', () => {
  fc.assert(
    fc.property(
      fc.record(
        {
          'indicators.a.weight': fc.integer({ min: 0, max: 100 }),
          'indicators.a.cap': fc.double({ min: 0, max: 1e6, noNaN: true }),
          'gates.g.minimum_tier': fc.constantFrom('red', 'yellow'),
          'accident_levels.minor.gate': fc.constant(true),
        },
        { requiredKeys: [] },
      ),
      (changes) => {
        const text = writeDraft(changes, fields);
        const real = Object.fromEntries(
          Object.entries(changes).filter(
            ([name, value]) => fields.find(({ field }) => field === name)?.value !== value,
          ),
        );
        // −0 is written as 0.
        expect(readDraft(text, fields)).toEqual(
          Object.fromEntries(
            Object.entries(real)
              .map(([name, value]) => [name, value === 0 ? 0 : value] as const)
              .filter(
                ([name, value]) => fields.find(({ field }) => field === name)?.value !== value,
              ),
          ),
        );
      },
    ),
  );
});

test('what is no field or no value of one is left out, whatever the address holds', () => {
  expect(readDraft('x.y,3,indicators.a.weight,many,indicators.b.weight', fields)).toEqual({});
  expect(readDraft('accident_levels.minor.gate,1,indicators.a.cap,4', fields)).toEqual({
    'indicators.a.cap': 4,
  });
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const [field, value] of Object.entries(readDraft(text, fields)))
        expect(typeof value).toBe(typeof fields.find((each) => each.field === field)?.value);
    }),
  );
});

test('the other weights make room in proportion, in tenths, and sum to 100', () => {
  expect(rebalance({ 'indicators.a.weight': 60 }, fields)).toEqual({
    'indicators.a.weight': 60,
    'indicators.b.weight': 24,
    'indicators.c.weight': 16,
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), (tenths) => {
      const after = rebalance({ 'indicators.b.weight': tenths / 10 }, fields);
      const sum = ['a', 'b', 'c'].reduce(
        (total, name) => total + Number(after[`indicators.${name}.weight`]),
        0,
      );
      expect(sum).toBeCloseTo(100, 9);
    }),
  );
});

test('where the changed weights alone pass 100 nothing is done', () => {
  const changes = { 'indicators.a.weight': 90, 'indicators.b.weight': 20 };
  expect(rebalance(changes, fields)).toBe(changes);
});
