import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { capacityFile } from '../../data/simulator/capacity.ts';
import { District } from '../../data/simulator/deliveries.ts';
import { defaultEnd } from '../../data/simulator/calendar.ts';
import { Failure } from '../../pipeline/contracts/index.ts';
import { teamDays, workingDays } from '../../pipeline/planning/calendar.ts';
import { readCapacity } from '../../pipeline/planning/capacity.ts';
import { planRulesFor, readPlanRules } from '../../pipeline/planning/read-rules.ts';

const file = 'models/policy/planning/2026-09.yaml';
const content = readFileSync(file, 'utf8');
const rules = readPlanRules(file, content);

/** The failure of the rules with one text replaced by another. */
function wrong(from: string, to: string): Failure {
  expect(content).toContain(from);
  try {
    readPlanRules('rules.yaml', content.replace(from, to));
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing was found wrong');
}

describe('planning rules', () => {
  test('the file in force is right, and its numbers arrive', () => {
    expect(rules.randomShare).toBe(0.15);
    expect(rules.visitsPerYear).toEqual({ red: 4, orange: 3, yellow: 2, blue: 1 });
    expect(rules.quotas.night_dormitory * rules.nightMonths.length, 'D4').toBeGreaterThanOrEqual(4);
  });

  test.each([
    ['random_share: 0.15', 'random_share: 1.5', 'random_share', 'above the most allowed'],
    ['orange: 3', 'orange: 5', 'visits_per_year.orange', 'must not be more than for red'],
    ['gap_months: 2', 'gap_moths: 2', 'gap_moths', 'unknown key'],
    ['skill: food', 'skill: cooking', 'skills[2].skill', 'unknown "cooking"'],
    ['to: 2026-10-07', 'to: 2026-09-07', 'calendar.holidays[1].to', 'before the first day'],
    ['{ senior_secondary: 1.3', '{ senior: 1.3', 'kind_factors.senior', 'no such kind'],
    ['covert: 4 #', 'covert: 4.5 #', 'quotas_per_month.covert', 'whole number'],
  ])('%s → %s is refused at its line', (from, to, path, why) => {
    const failure = wrong(from, to);
    expect(failure.code).toBe('plan_rules_invalid');
    expect(failure.message).toContain(path);
    expect(failure.message).toContain(why);
    const line = content.slice(0, content.indexOf(from)).split('\n').length;
    expect(failure.options.where).toMatchObject({ file: 'rules.yaml', row: line });
  });

  test('a month uses the version in force on its first day', () => {
    const later = content
      .replace('version: 2026-09', 'version: 2027-01')
      .replace('effective_from: 2026-09-01', 'effective_from: 2027-01-01');
    const files = [
      { file: 'b.yaml', text: later },
      { file: 'a.yaml', text: content },
    ];
    expect(planRulesFor(files, '2026-12').version).toBe('2026-09');
    expect(planRulesFor(files, '2027-01').version).toBe('2027-01');
    expect(planRulesFor(files, '2025-01').version, 'months before the first').toBe('2026-09');
  });
});

describe('working days', () => {
  test('are Monday to Friday, without holidays, with weekends that are worked', () => {
    const october = workingDays('2026-10', rules.calendar);
    expect(october[0]).toBe('2026-10-08');
    expect(october).toContain('2026-10-10');
    expect(october).not.toContain('2026-10-11');
    expect(october).toHaveLength(18);
  });
});

describe('capacity', () => {
  const yaml = `version: '1'
teams:
  - team: 甲组
    kind: bureau
    area: 东
    days_per_month: 6
    inspectors:
      - { name: 王, skills: [fire], days_off: [{ from: 2026-11-02, to: 2026-11-06 }] }
      - { name: 李, skills: [food, fire], from_units: ['1001'] }
`;

  test('a team goes out only on days on which enough of it are there', () => {
    const capacity = readCapacity('capacity.yaml', yaml);
    const [team] = capacity.teams;
    if (!team) throw new Error('no team');
    const { days, most } = teamDays(team, capacity, '2026-11', rules.calendar, 2);
    expect(days[0]).toBe('2026-11-09');
    expect(most).toBe(6);
    const tight = { ...capacity, months: { '2026-11': 2 } };
    expect(teamDays(team, tight, '2026-11', rules.calendar, 2).most).toBe(2);
  });

  test.each([
    ['name: 李', 'name: 王', 'named twice', 9],
    ['skills: [fire]', 'skills: [fire, magic]', 'unknown "magic"', 8],
    ['to: 2026-11-06', 'to: 2026-11-01', 'before the first day', 8],
    ['kind: bureau', 'kind: office', 'unknown "office"', 4],
  ])('%s → %s is refused at its line', (from, to, why, row) => {
    const read = () => readCapacity('capacity.yaml', yaml.replace(from, to));
    expect(read).toThrow(why);
    expect(read).toThrow(
      expect.objectContaining({
        options: expect.objectContaining({
          where: expect.objectContaining({ file: 'capacity.yaml', row }),
        }),
      }),
    );
  });

  test.each([
    [
      '东城',
      '甲组 starts from "东", .*; did you mean "东城"\\? \\(areas of the register: 东城, 西城\\)',
    ],
    ['北', '甲组 starts from "东", an area in which the register has no unit \\(areas'],
  ])('an area that is not among those of units is refused; the nearest is %s', (first, why) => {
    const read = () => readCapacity('capacity.yaml', yaml, [first, '西城']);
    expect(read).toThrow(new RegExp(why));
    expect(read).toThrow(
      expect.objectContaining({
        code: 'capacity_invalid',
        options: expect.objectContaining({
          where: { file: 'capacity.yaml', row: 5, column: 'teams[1].area' },
        }),
      }),
    );
    expect(readCapacity('capacity.yaml', yaml, [first, '东']).teams).toHaveLength(1);
    expect(readCapacity('capacity.yaml', yaml, []).teams).toHaveLength(1);
  });

  test('the sample district brings its own, with teams of the bureau and of areas', () => {
    const district = new District({
      units: 60,
      months: 3,
      seed: '1',
      end: defaultEnd,
      flawed: false,
    });
    const text = capacityFile(district, '1');
    expect(capacityFile(district, '1')).toBe(text);
    const { teams } = readCapacity('capacity.yaml', text);
    expect(teams.filter(({ kind }) => kind === 'bureau')).toHaveLength(8);
    expect(teams.filter(({ kind }) => kind === 'mutual')).toHaveLength(2);
    expect(
      new Set(teams.flatMap(({ inspectors }) => inspectors.flatMap((each) => each.skills))).size,
    ).toBe(5);
  });
});
