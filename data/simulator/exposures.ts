import type { Random } from './random.ts';
import type { Row } from './row.ts';

/** Kinds that teach by terms: those that owe a drill every month of term. */
export const SCHOOLS: ReadonlySet<string> = new Set([
  'primary',
  'migrant_primary',
  'junior_secondary',
  'nine_year',
  'senior_secondary',
  'twelve_year',
  'vocational',
  'special',
  'campus',
]);

/** Who runs a unit of that kind: `public` or `private`. */
export function ownershipOf(kind: string, random: Random): string {
  const privately: Record<string, number> = {
    kindergarten: 0.45,
    migrant_primary: 1,
    training: 1,
    bus_company: 1,
    service_firm: 1,
    senior_secondary: 0.1,
    twelve_year: 0.6,
  };
  return random.chance(privately[kind] ?? 0) ? 'private' : 'public';
}

const SIZES: Record<string, readonly [number, number]> = {
  kindergarten: [90, 360],
  primary: [300, 1900],
  migrant_primary: [250, 900],
  junior_secondary: [400, 1800],
  nine_year: [600, 2400],
  senior_secondary: [900, 3000],
  twelve_year: [900, 2800],
  vocational: [800, 3200],
  special: [60, 180],
  campus: [400, 1600],
  training: [20, 240],
};

/** Draws the exposure facts of rule W5 for a unit of that kind. */
export function exposures(kind: string, ownership: string, random: Random): Row {
  const [low, high] = SIZES[kind] ?? [0, 0];
  const students = high === 0 ? 0 : Math.round(low + (high - low) * random.next() ** 1.4);
  const secondary = ['junior_secondary', 'nine_year', 'senior_secondary', 'twelve_year'];
  const boards =
    { senior_secondary: 0.85, twelve_year: 0.8, vocational: 0.9, nine_year: 0.2 }[kind] ?? 0.04;
  const school = SCHOOLS.has(kind);
  const simple =
    (kind === 'migrant_primary' && random.chance(0.6)) ||
    (kind === 'kindergarten' && ownership === 'private' && random.chance(0.12));
  const yes = (p: number): boolean => random.chance(p);
  return {
    students,
    staff:
      Math.max(4, Math.round(students / random.between(9, 14))) +
      (students ? 0 : random.integer(8, 60)),
    boarders: school && yes(boards) ? Math.round(students * random.between(0.2, 0.8)) : 0,
    school_buses:
      kind === 'bus_company'
        ? random.integer(15, 70)
        : yes(kind === 'kindergarten' || kind === 'primary' ? 0.18 : 0.05)
          ? random.integer(1, 5)
          : 0,
    lifts: yes(school ? 0.3 : 0.1) ? random.integer(1, 6) : 0,
    canteen: school || kind === 'kindergarten' ? yes(0.9) : false,
    chemistry_laboratory: secondary.includes(kind) || kind === 'vocational' ? yes(0.85) : false,
    high_rise: yes(kind === 'training' ? 0.3 : 0.06),
    simple_premises: simple,
    migrant_children: kind === 'migrant_primary' || yes(0.12),
    exam_site: ['senior_secondary', 'junior_secondary', 'vocational'].includes(kind) && yes(0.35),
    works_in_progress: yes(0.06),
    hazardous_ground: yes(0.05),
    gas: school || kind === 'kindergarten' ? yes(0.65) : yes(0.08),
    ebike_charging: yes(0.4),
    outside_property_company: yes(0.45),
    practical_training: kind === 'vocational' || yes(0.03),
    building_year: random.integer(simple ? 1978 : 1988, 2021),
    fire_acceptance: simple ? yes(0.35) : yes(0.93),
    assessed_risk: simple
      ? 'high'
      : random.weighted(
          ['low', 'medium', 'high'],
          (risk) => ({ low: 6, medium: 3, high: 0.6 })[risk] ?? 1,
        ),
    unit_status: 'open',
  };
}
