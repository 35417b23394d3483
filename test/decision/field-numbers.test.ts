import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readPolicy } from '../../pipeline/decision/read-policy.ts';
import { readPlanRules } from '../../pipeline/planning/read-rules.ts';
import { readPolicyFiles } from '../../pipeline/warehouse/index.ts';

const versions = readPolicyFiles().map(({ file, text }) => readPolicy(file, text));

/** Kinds of unit that teach, kindergartens aside. */
const schools = [
  'campus',
  'junior_secondary',
  'migrant_primary',
  'nine_year',
  'primary',
  'senior_secondary',
  'special',
  'twelve_year',
  'vocational',
];

describe.each(versions)('numbers of the field in policy $version', (policy) => {
  test('D1, D2: a drill a month and 8 a year; kindergartens one in two months and 4', () => {
    const owed = (everyMonths: number, minimumYear: number) =>
      policy.drillRequirements
        .filter((one) => one.everyMonths === everyMonths && one.minimumYear === minimumYear)
        .map(({ kind }) => kind)
        .sort();
    expect(owed(1, 8)).toEqual(schools);
    expect(owed(2, 4)).toEqual(['kindergarten']);
    expect(policy.drillRequirements).toHaveLength(schools.length + 1);
    expect(policy.settings.drill_months, 'D2 counts a school year').toBe(12);
  });

  test('D3: most of the five traces', () => {
    expect(policy.settings.drill_minimum_traces).toBe(4);
  });

  test('H4: the monthly hazard return by the 28th, W2: of each unit itself', () => {
    expect(policy.returns).toMatchObject([
      { dataset: 'hazard_return', dueDay: 28, reportedBy: 'unit' },
    ]);
    expect(policy.returns[0]?.kinds).toEqual(
      expect.arrayContaining([...schools, 'kindergarten', 'training', 'bus_company', 'centre']),
    );
  });

  test('A1: within two hours; H6: a minor accident told in time costs nothing', () => {
    expect(policy.settings.accident_late_minutes).toBe(120);
    expect(policy.accidentLevels[0]).toEqual({ level: 'minor', points: 0, gate: false });
  });

  test('I2: one check-up a year, else more; I6: four tiers', () => {
    expect(policy.regime.visitsAYear.full_checkup).toBe(1);
    expect(policy.regime.visitsAYear.intensified).toBeGreaterThan(1);
    expect(policy.tiers.map(({ tier }) => tier)).toEqual(['red', 'orange', 'yellow', 'blue']);
    expect(policy.gates.map(({ gate }) => gate)).toEqual([
      'accident_recent',
      'open_major_hazard',
      'false_return',
    ]);
  });
});

test('planning: I2 one check-up a year, 10 to 20 % by chance, I1 covert and mutual checks monthly', () => {
  const file = 'models/policy/planning/2026-09.yaml';
  const rules = readPlanRules(file, readFileSync(file, 'utf8'));
  expect(rules.checkupsPerYear).toBe(1);
  expect(rules.randomShare).toBeGreaterThanOrEqual(0.1);
  expect(rules.randomShare).toBeLessThanOrEqual(0.2);
  expect(rules.quotas.covert).toBeGreaterThanOrEqual(1);
  expect(rules.quotas.area_mutual).toBeGreaterThanOrEqual(1);
});
