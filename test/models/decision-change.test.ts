import { expect, test } from 'vitest';
import { loadPolicies, newVersion } from '../../pipeline/decision/index.ts';
import { readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { accident, blameless, finding, hazard, inspection, monthsBetween } from './received.ts';
import { World } from './world.ts';

const files = readPolicyFiles();
const changed = newVersion(
  files,
  {
    base: '2023-09',
    changes: {
      'indicators.hazard_overdue.weight': 19.3,
      'indicators.finding_expected.weight': 7.7,
      'indicators.hazard_extended.cap': 3,
    },
  },
  { version: '2025-09', title: '新规则', from: '2025-09', by: '甲', note: '试', at: '2025-08-30' },
  null,
);

/** A district in which much happens: hazards that run over and are put off, visits, an accident. */
const eventful = () => {
  const units = ['A', 'B', 'C'];
  return units.flatMap((code, place) => [
    ...blameless(code).filter((_, index) => (index * 7 + place) % 11 !== 3),
    ...monthsBetween('2024-06', '2025-12').flatMap((month, index) =>
      (index + place) % 3 === 0
        ? [
            hazard(code, month, `${month}-1`, {
              deadline: `${month}-15`,
              extensions: (index * place) % 3,
            }),
          ]
        : [],
    ),
    ...monthsBetween('2024-08', '2025-12').flatMap((month, index) =>
      (index + place) % 4 === 1
        ? [
            inspection(code, `${code}${month}`, month),
            finding(code, `${code}${month}`, '1', month, {
              severity: index % 2 === 0 ? 'major' : 'general',
              ...(index % 3 === 0 ? { status: 'rectifying', closed_date: null } : {}),
            }),
          ]
        : [],
    ),
    ...(place === 1 ? [accident(code, 'X', '2025-03')] : []),
  ]);
};

test('the parts of every month add up to the difference of its scores, to the last digit', async () => {
  const world = await World.of(eventful(), { policy: loadPolicies([...files, changed]) });
  const wrong = await world.ask(`
    with decided as (
      select unit_code, month, score, lag(score) over (partition by unit_code order by month) as before
      from marts.decision),
    summed as (
      select unit_code, month, sum(points_change) as points_change
      from marts.decision_change group by unit_code, month)
    select d.* from decided d left join summed s using (unit_code, month)
    where d.before is not null
      and (round(d.score * 100) - round(d.before * 100))::integer
        <> (coalesce(s.points_change, 0) * 100)::integer`);
  expect(wrong).toEqual([]);
  const kinds = await world.ask(`
    select part_kind, count(*)::integer as parts, count(*) filter (where points_change <> 0)::integer as moving
    from marts.decision_change group by part_kind order by part_kind`);
  const of = (kind: string) => kinds.find((row) => row['part_kind'] === kind);
  expect(Number(of('indicator')?.['moving'])).toBeGreaterThan(40);
  expect(Number(of('gate')?.['parts'])).toBeGreaterThan(3);
  expect(Number(of('policy')?.['moving'])).toBeGreaterThan(2);
  const policyMonths = await world.ask(
    `select distinct left(month::varchar, 7) as month from marts.decision_change where part_kind = 'policy'`,
  );
  expect(policyMonths).toEqual([{ month: '2025-09' }]);
});

test('no part is further off than the hundredth that it is rounded to', async () => {
  const world = await World.of(eventful(), { policy: loadPolicies([...files, changed]) });
  const off = await world.ask(`
    select * from marts.decision_change
    where part_kind in ('indicator', 'policy')
      and abs(points_change::double - (points - points_before)) > 0.01 + 1e-9`);
  expect(off).toEqual([]);
});

test('a gate that opens and one that is lifted are named in their months', async () => {
  const world = await World.of([
    ...blameless('A'),
    hazard('A', '2025-06', '1', { severity: 'major', deadline: '2025-12-31' }),
    hazard('A', '2025-08', '1', {
      severity: 'major',
      deadline: '2025-12-31',
      found_date: '2025-06-05',
      status: 'struck_off',
      closed_date: '2025-08-10',
    }),
  ]);
  const gates = await world.ask(`
    select left(month::varchar, 7) as month, direction from marts.decision_change
    where part_kind = 'gate' order by month`);
  expect(gates).toEqual([
    { month: '2025-06', direction: 'opened' },
    { month: '2025-07', direction: 'stays' },
    { month: '2025-08', direction: 'lifted' },
  ]);
});
