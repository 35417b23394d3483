import { dayOf, type Visit } from '../../../pipeline/decision/history/index.ts';

/** A seeded stream of numbers from 0 up to 1 (mulberry32). */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export interface City {
  readonly units: number;
  readonly years: number;
  readonly seed: number;
  /** How much units differ, as the spread of the logarithm of their rates; 0 = not at all. */
  readonly spread?: number;
  /** Factors of what teams write down; none where nobody knows who inspected. */
  readonly teams?: readonly number[];
}

/**
 * Visits of an invented city: each unit is visited about every half-year by a team drawn at random, and shows
 * a Poisson number of points around its own rate × the strictness of the team.
 */
export function cityVisits({ units, years, seed, spread = 0.9, teams = [] }: City): Visit[] {
  const random = stream(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const poisson = (mean: number): number => {
    let count = 0;
    for (let left = Math.exp(-mean); (left /= Math.max(1e-12, random())) < 1;) count += 1;
    return count;
  };
  const first = dayOf('2018-01-01');
  const visits: Visit[] = [];
  for (let unit = 0; unit < units; unit++) {
    const rate = 3 * Math.exp(spread * normal() - spread ** 2 / 2);
    for (let day = first + Math.floor(random() * 182); day < first + years * 365;) {
      const team = teams.length > 0 ? Math.floor(random() * teams.length) : undefined;
      const points = poisson(rate * (team === undefined ? 1 : (teams[team] ?? 1)));
      visits.push({
        inspection: `${unit}-${day}`,
        unit: `U${String(unit).padStart(5, '0')}`,
        day,
        points,
        serious: points >= 6,
        team: team === undefined ? null : `team ${team}`,
        type: null,
        exposureClass: unit % 3 === 0 ? 'kindergarten' : 'primary',
        brand: null,
        area: `area ${unit % 5}`,
      });
      day += 120 + Math.floor(random() * 120);
    }
  }
  return visits;
}
