import { isHoliday, numberOfMonth, type Month } from './calendar.ts';
import type { Random } from './random.ts';
import { SCHOOLS } from './exposures.ts';
import type { Unit } from './units.ts';

/** Where trouble arises at a unit: a weight for each work area that applies to it. */
export type WorkAreaWeights = readonly (readonly [workArea: string, weight: number])[];

/** Work areas that apply to a unit, some of them its lasting weak spots. */
export function workAreasOf(random: Random, unit: Unit): WorkAreaWeights {
  const has = (fact: string): boolean => Boolean(unit.register[fact]);
  const weights: [string, number][] = [
    ['fire', 3],
    ['building', 2.6],
    ['security', 1.6],
    ['health', 0.9],
    ['responsibility', 0.8],
    ['emergency', 0.5],
    ['study', 0.15],
  ];
  if (has('canteen')) weights.push(['food', 2]);
  if (has('chemistry_laboratory')) weights.push(['laboratory', 1.2]);
  if (has('school_buses') || unit.kind === 'bus_company')
    weights.push(['bus', unit.kind === 'bus_company' ? 6 : 1]);
  if (has('practical_training')) weights.push(['practical_training', 1.5]);
  if (SCHOOLS.has(unit.kind) || unit.kind === 'kindergarten') weights.push(['education', 0.9]);
  return weights.map(([workArea, weight]) => [workArea, weight * Math.exp(random.normal() * 0.6)]);
}

/** Draws a work area for something that turned up in a month. */
export const drawWorkArea = (random: Random, weights: WorkAreaWeights, month: Month): string =>
  random.weighted(weights, ([workArea, weight]) => weight * season(workArea, month))[0];

/** How many times the yearly mean a work area gives trouble in a month: winter fires, floods, flu, heat. */
function season(workArea: string, month: Month): number {
  const number = numberOfMonth(month);
  const winter = number >= 11 || number <= 2;
  const flood = number >= 6 && number <= 9;
  if (workArea === 'fire') return winter ? 1.7 : 0.8;
  if (workArea === 'building' || workArea === 'emergency') return flood ? 1.6 : 0.85;
  if (workArea === 'health') return winter || number === 3 ? 1.6 : 0.8;
  if (workArea === 'food') return number >= 5 && number <= 9 ? 1.4 : 0.85;
  return 1;
}

const LOAD: Record<string, number> = {
  kindergarten: 0.8,
  primary: 1,
  training: 0.5,
  bus_company: 0.9,
  centre: 0.35,
  service_firm: 0.3,
  vocational: 1.8,
  senior_secondary: 1.5,
  twelve_year: 1.6,
  migrant_primary: 1.2,
};

/** Mean number of hazards that arise at a unit in a month. */
export function hazardRate(unit: Unit, month: Month): number {
  const size = 0.75 + Math.min(1, Number(unit.register['students']) / 2500) * 0.6;
  const number = numberOfMonth(month);
  const term = isHoliday(month) ? 0.4 : number === 3 || number === 9 ? 1.35 : 1;
  const simple = unit.register['simple_premises'] ? 1.3 : 1;
  const few = unit.character.ways.custom === 'few_hazards' ? 0.5 : 1;
  const load = (LOAD[unit.kind] ?? 1.1) * few;
  return load * size * term * simple * (4.3 - 2.7 * unit.behaviour.quality);
}

/** Chance that a hazard is a major one: about 1.5 % all in all, several times that where quality is poor. */
export const majorChance = (unit: Unit): number => majorChanceAt(unit.behaviour.quality);

/** The same at a quality from 0 (worst) to 1 (best). */
export const majorChanceAt = (quality: number): number => 0.005 + 0.055 * (1 - quality) ** 2;
