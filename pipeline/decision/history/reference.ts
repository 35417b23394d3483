import {
  effectsByFactor,
  factorEffects,
  type FactorColumn,
  type Factored,
  type FactorEffects,
} from './factor-effects.ts';
import { monthOfYear, visitsBefore, type Coded, type VisitTable } from './visits.ts';

/** Length of a period of the year effect, and of a window of the fit where there are enough: half a year. */
export const HALF_YEAR = 182;

/** Half-years before the origin that have an effect of their own; what is older shares the last. */
const PERIODS = 12;

/** Half-years after which a period says half as much about the level to come. */
const LEVEL_HALF_LIFE = 2;

/** Classes with fewer visits than this are one class when strictness is told from hard places. */
const LEAST_OF_CLASS = 30;

/** Average visits mixed into what a unit's other visits showed, when strictness is told from hard places. */
const UNIT_PRIOR = 2;

/** Times the effects are fitted: first as if the units of a class were alike, then by what each showed. */
const ROUNDS = 3;

/**
 * What an average unit would have shown under the circumstances of a visit: who inspected, how, in which month
 * of the year, in which half-year. All effects are factors, written as logarithms.
 */
export interface Reference {
  /** Logarithm of the level over all visits. */
  readonly level: number;
  readonly team: Readonly<Record<string, number>>;
  readonly type: Readonly<Record<string, number>>;
  /** January first. */
  readonly season: readonly number[];
  /** Half-years before the origin, the newest first. */
  readonly period: readonly number[];
  /** The period effect to be expected after the origin. */
  readonly outlook: number;
  /** Logarithm of the mean factor of teams and types, by visits: what stands in where nobody knows who will go. */
  readonly usual: number;
  /** The same of the months of the year: what stands in where nobody knows when. */
  readonly usualSeason: number;
}

/**
 * Fits the reference by log-linear Poisson regression,
 *
 *     log E[y] = level + team + type + season + period + class + unit,
 *
 * on the visits before the origin. Class and unit are in it so that a team that goes to hard places does not look
 * strict; they are left out of the reference. The unit is no effect to fit but what its other visits showed, never the
 * visit itself: their found ÷ expected by the reference of the round before, shrunk to 1. Effects are shrunk to 0 as
 * far as those of their factor differ little (factor-effects.ts): a team that made few visits counts as average.
 * Points come in lumps; they are scaled by their variance ÷ mean (quasi-likelihood).
 * Source: McCullagh & Nelder 1989, Generalized Linear Models, ch. 6 and 9; indirect standardisation (observed ÷
 * expected) as in Breslow & Day 1987, vol. II.
 * @param value points, or 1 for a serious visit: one a visit
 * @param origin first day that is not known, in days since 1970
 */
export function fitReference(table: VisitTable, value: Float64Array, origin: number): Reference {
  const visits = visitsBefore(table, origin);
  const { team, type, exposureClass } = table.factor;
  const season = Int32Array.from(table.month.subarray(0, visits));
  const period = Int32Array.from(table.day.subarray(0, visits), (day) => periodOf(day, origin));
  const columns: FactorColumn[] = [
    [team.code, team.levels.length],
    [type.code, type.levels.length],
    [season, 12],
    [period, PERIODS],
    pooled(exposureClass, visits),
  ];
  const [mean, dispersion] = spread(value, visits);
  const counts = { value, visits, columns, dispersion };
  let effects = factorEffects(counts, mean);
  let reference = referenceOf(table, counts, effects);
  for (let round = 1; round < ROUNDS; round++) {
    const expected = references(table, reference, origin);
    const offset = shownByOthers(table, value, expected, visits);
    effects = factorEffects({ ...counts, offset }, mean, effects);
    reference = referenceOf(table, counts, effects);
  }
  return reference;
}

/**
 * Logarithm of found ÷ expected over the other visits of the unit, one a visit, shrunk to 0.
 * @param visits how many of the table's are known
 */
export function shownByOthers(
  { unit }: Pick<VisitTable, 'unit'>,
  value: Float64Array,
  expected: Float64Array,
  visits: number,
): Float64Array {
  const found = new Float64Array(unit.levels.length);
  const reference = new Float64Array(unit.levels.length);
  let total = 0;
  for (let visit = 0; visit < visits; visit++) {
    const code = unit.code[visit] ?? 0;
    found[code] = (found[code] ?? 0) + (value[visit] ?? 0);
    reference[code] = (reference[code] ?? 0) + (expected[visit] ?? 0);
    total += expected[visit] ?? 0;
  }
  const prior = (UNIT_PRIOR * total) / Math.max(1, visits);
  return Float64Array.from({ length: visits }, (_, visit) => {
    const code = unit.code[visit] ?? 0;
    // Taking the visit out again must not leave less than nothing.
    const ofOthers = Math.max(0, (found[code] ?? 0) - (value[visit] ?? 0));
    const expectedOfOthers = Math.max(0, (reference[code] ?? 0) - (expected[visit] ?? 0));
    return Math.log((ofOthers + prior) / (expectedOfOthers + prior));
  });
}

/** The reference that effects of the circumstances make. */
function referenceOf(
  { factor: { team, type } }: VisitTable,
  { value, visits, columns }: Factored,
  effects: FactorEffects,
): Reference {
  const [ofTeam, ofType, ofSeason, ofPeriod] = effectsByFactor(columns, effects) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const [season, period] = [columns[2]?.[0], columns[3]?.[0]] as [Int32Array, Int32Array];
  const reference = {
    team: named(ofTeam, team),
    type: named(ofType, type),
    season: [...ofSeason],
    period: [...ofPeriod],
    outlook: outlook(ofPeriod, period),
  };
  // The level is such that the references add up to what was found.
  let found = 0;
  let expected = 0;
  let factor = 0;
  let seasonal = 0;
  for (let visit = 0; visit < visits; visit++) {
    const who = (ofTeam[team.code[visit] ?? 0] ?? 0) + (ofType[type.code[visit] ?? 0] ?? 0);
    found += value[visit] ?? 0;
    factor += Math.exp(who);
    seasonal += Math.exp(ofSeason[season[visit] ?? 0] ?? 0);
    expected += Math.exp(
      who + (ofSeason[season[visit] ?? 0] ?? 0) + (ofPeriod[period[visit] ?? 0] ?? 0),
    );
  }
  return {
    ...reference,
    level: Math.log(Math.max(found, 0.5) / Math.max(expected, 1e-9)),
    usual: visits > 0 ? Math.log(factor / visits) : 0,
    usualSeason: visits > 0 ? Math.log(seasonal / visits) : 0,
  };
}

/**
 * The reference of each visit of a table, those from the origin on by the outlook.
 * @returns points or probability, one a visit
 */
export function references(table: VisitTable, reference: Reference, origin: number): Float64Array {
  const team = effectsOf(table.factor.team, reference.team);
  const type = effectsOf(table.factor.type, reference.type);
  return Float64Array.from({ length: table.visits }, (_, visit) => {
    const day = table.day[visit] ?? 0;
    return Math.exp(
      reference.level +
        (team[table.factor.team.code[visit] ?? 0] ?? 0) +
        (type[table.factor.type.code[visit] ?? 0] ?? 0) +
        (reference.season[table.month[visit] ?? 0] ?? 0) +
        (day < origin ? (reference.period[periodOf(day, origin)] ?? 0) : reference.outlook),
    );
  });
}

/**
 * The reference of a visit to come by nobody in particular.
 * @param day of the visit; undefined for any day of a year, so that a unit does not look worse in some months
 */
export const usualReference = (reference: Reference, day: number | undefined): number =>
  Math.exp(
    reference.level +
      reference.usual +
      (day === undefined ? reference.usualSeason : (reference.season[monthOfYear(day)] ?? 0)) +
      reference.outlook,
  );

/** The reference of whom no circumstance is known: the mean of the visits before. */
export function flatReference(value: Float64Array, visits: number): Reference {
  return {
    level: Math.log(spread(value, visits)[0]),
    team: {},
    type: {},
    season: [],
    period: [],
    outlook: 0,
    usual: 0,
    usualSeason: 0,
  };
}

/** A factor with its rare levels put together. */
function pooled({ code, levels }: Coded, visits: number): FactorColumn {
  const counts = new Int32Array(levels.length);
  for (let visit = 0; visit < visits; visit++) {
    const level = code[visit] ?? 0;
    counts[level] = (counts[level] ?? 0) + 1;
  }
  let next = 1;
  const into = counts.map((count) => (count >= LEAST_OF_CLASS ? next++ : 0));
  return [Int32Array.from({ length: visits }, (_, visit) => into[code[visit] ?? 0] ?? 0), next];
}

const periodOf = (day: number, origin: number): number =>
  Math.min(PERIODS - 1, Math.max(0, Math.floor((origin - 1 - day) / HALF_YEAR)));

const named = (effects: Float64Array, { levels }: Coded): Record<string, number> =>
  Object.fromEntries(levels.map((level, code) => [level, effects[code] ?? 0]));

const effectsOf = ({ levels }: Coded, effects: Readonly<Record<string, number>>): Float64Array =>
  Float64Array.from(levels, (level) => effects[level] ?? 0);

function outlook(effects: Float64Array, period: Int32Array): number {
  const weight = new Float64Array(PERIODS);
  for (const half of period) weight[half] = (weight[half] ?? 0) + 0.5 ** (half / LEVEL_HALF_LIFE);
  let sum = 0;
  let total = 0;
  weight.forEach((of, half) => {
    sum += of * (effects[half] ?? 0);
    total += of;
  });
  return total > 0 ? sum / total : 0;
}

/** Mean, and variance ÷ mean, of the first so many values. */
export function spread(value: Float64Array, visits: number): [mean: number, dispersion: number] {
  let sum = 0;
  for (let visit = 0; visit < visits; visit++) sum += value[visit] ?? 0;
  const mean = Math.max(sum, 0.5) / Math.max(visits, 1);
  let squares = 0;
  for (let visit = 0; visit < visits; visit++) squares += ((value[visit] ?? 0) - mean) ** 2;
  return [mean, Math.max(0.1, squares / Math.max(visits, 1) / mean)];
}
