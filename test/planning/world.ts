import { readFileSync } from 'node:fs';
import type { Capacity } from '../../pipeline/planning/capacity.ts';
import type { PlanRequest } from '../../pipeline/planning/plan.ts';
import { readPlanRules } from '../../pipeline/planning/read-rules.ts';
import { planTiers, skills, type PlanRules } from '../../pipeline/planning/rules.ts';
import type { PlanUnit } from '../../pipeline/planning/unit.ts';

const file = 'models/policy/planning/2026-09.yaml';
export const rulesInForce: PlanRules = readPlanRules(file, readFileSync(file, 'utf8'));

/** Numbers that look random and are the same every time. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const KINDS = ['primary', 'kindergarten', 'junior_secondary', 'training', 'senior_secondary'];

/** An invented district: units around the middles of areas, one in ten red, half blue. */
export function givenUnits(count: number, areas: number, seed = 1): PlanUnit[] {
  const next = numbers(seed);
  return Array.from({ length: count }, (_, index) => {
    const area = index % areas;
    const draw = next();
    const tier = planTiers[draw < 0.1 ? 0 : draw < 0.25 ? 1 : draw < 0.5 ? 2 : 3] ?? 'blue';
    const kind = KINDS[Math.floor(next() * KINDS.length)] ?? 'primary';
    return {
      code: `U${String(index + 1).padStart(5, '0')}`,
      name: `单位${index + 1}`,
      kind,
      area: `片区${area + 1}`,
      tier,
      score: Math.round(100 * (1 - planTiers.indexOf(tier) / 4) * next()),
      reason: 'finding_expected',
      expected: 0.02 + 0.2 * (3 - planTiers.indexOf(tier)) * next(),
      people: Math.round(100 + 1800 * next()),
      hasBoarders: next() < 0.15,
      examSite: kind === 'senior_secondary',
      facts: [
        'always',
        ...(next() < 0.6 ? (['canteen'] as const) : []),
        ...(next() < 0.2 ? (['chemistry_laboratory'] as const) : []),
      ],
      position: [
        110 + 0.08 * (area % 4) + 0.06 * next(),
        30 + 0.08 * Math.floor(area / 4) + 0.06 * next(),
      ],
      lastVisit: next() < 0.3 ? `2026-${next() < 0.5 ? '09' : '10'}-15` : '2026-03-10',
      lastInspectors: [`检查${1 + (index % 3)}组/组员1`],
      lastCheckup: null,
    };
  });
}

/** `bureau` teams of four with all skills but one each, and two teams of areas. */
export function givenCapacity(bureau: number, days: number, areas: number): Capacity {
  const people = (team: number) =>
    [1, 2, 3, 4].map((number) => ({
      name: `组员${number}`,
      skills: skills.filter((_, index) => index !== number),
      fromUnits: number === 2 ? [`U${String(team + 1).padStart(5, '0')}`] : [],
      daysOff: number === 3 ? [{ from: '2026-11-09', to: '2026-11-20' }] : [],
    }));
  return {
    file: 'capacity.yaml',
    version: 'test',
    months: {},
    teams: [
      ...Array.from({ length: bureau }, (_, index) => ({
        team: `检查${index + 1}组`,
        kind: 'bureau' as const,
        area: `片区${(index % areas) + 1}`,
        daysPerMonth: days,
        inspectors: people(index),
      })),
      ...[0, 1].map((index) => ({
        team: `互查${index + 1}组`,
        kind: 'mutual' as const,
        area: `片区${index + 1}`,
        daysPerMonth: 2,
        inspectors: people(index),
      })),
    ],
  };
}

/** A request to plan these units with these teams. */
export const givenRequest = (
  units: readonly PlanUnit[],
  capacity: Capacity,
  more: Partial<PlanRequest> = {},
): PlanRequest => ({
  firstMonth: '2026-11',
  months: 12,
  rules: rulesInForce,
  capacity,
  units,
  drawn: {},
  rolledOver: [],
  locked: [],
  ...more,
});
