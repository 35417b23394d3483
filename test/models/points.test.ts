import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indicatorNames, type IndicatorName } from '../../pipeline/decision/policy.ts';
import { featureRow, givenFeatures } from './given.ts';
import { repositoryPolicy, World, type Row } from './world.ts';

type Values = Record<IndicatorName, number>;

const indicatorRows = repositoryPolicy.find(({ table }) => table === 'indicator');
const cap = (indicator: IndicatorName): number => {
  const names = indicatorRows?.columns.map(({ name }) => name) ?? [];
  const row = indicatorRows?.rows.find((cells) => cells[names.indexOf('indicator')] === indicator);
  return Number(row?.[names.indexOf('cap')]);
};

const percent = fc.integer({ min: 0, max: 120 });
const values = fc
  .record(
    Object.fromEntries(indicatorNames.map((name) => [name, percent])) as Record<
      IndicatorName,
      typeof percent
    >,
  )
  .map(
    (shares) =>
      Object.fromEntries(
        indicatorNames.map((name) => [name, (shares[name] / 100) * cap(name)]),
      ) as Values,
  );

test('making an indicator worse never lowers score, tier or regime; the score is the sum of points', async () => {
  const cases = fc.sample(
    fc.record({
      values,
      worse: fc.constantFrom(...indicatorNames),
      by: percent,
    }),
    { numRuns: 400, seed: 20261122 },
  );
  const row = (code: string, of: Values): Row =>
    featureRow(code, '2025-01', {
      ...of,
      finding_expected_low: of.finding_expected * 0.5,
      finding_expected_high: of.finding_expected * 1.5,
    });
  const world = await World.of([], {
    given: givenFeatures(
      cases.flatMap((item, index) => [
        row(`${index} better`, item.values),
        row(`${index} worse`, {
          ...item.values,
          [item.worse]: item.values[item.worse] + (item.by / 100) * cap(item.worse),
        }),
      ]),
    ),
  });
  const pairs = await world.ask(`
    select b.unit_code, b.score as better, w.score as worse, bs.tier_ordinal as better_tier,
      ws.tier_ordinal as worse_tier, bs.must_enter and not ws.must_enter as let_go
    from scores.point b
    join scores.point w on w.unit_code = replace(b.unit_code, 'better', 'worse')
    join scores.standing bs on bs.unit_code = b.unit_code
    join scores.standing ws on ws.unit_code = w.unit_code
    where b.unit_code like '%better'`);
  expect(pairs).toHaveLength(400);
  expect(pairs.filter(({ better, worse }) => Number(worse) < Number(better) - 1e-9)).toEqual([]);
  expect(pairs.filter((item) => Number(item['worse_tier']) > Number(item['better_tier']))).toEqual(
    [],
  );
  expect(pairs.filter((item) => item['let_go'] === true)).toEqual([]);
  // Something must have moved, or the test would show nothing.
  expect(
    pairs.filter(({ better, worse }) => Number(worse) > Number(better)).length,
  ).toBeGreaterThan(200);
  expect(await world.test()).toBeGreaterThan(10);
});
