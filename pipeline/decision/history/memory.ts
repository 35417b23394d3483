import { visitsBefore, type Coded, type Factor, type VisitTable } from './visits.ts';

/** How past visits are remembered. Chosen by the fit (fit.ts), never by hand. */
export interface Memory {
  /** What a visit weighs for each later visit of the unit: the quick memory and the slow one. */
  readonly quickCarry: number;
  readonly slowCarry: number;
  /** Days after which a visit weighs half, besides. */
  readonly halfLifeDays: number;
  /** How many average visits the prior of a unit weighs, and that of a class, brand or area. */
  readonly priorVisits: number;
  readonly groupPriorVisits: number;
  /** Points are remembered to this power: below 1, one very bad day outweighs less than several bad ones. */
  readonly pointsPower: number;
}

/** What may be known of a unit beside its own visits; each is used where it improved predictions. */
export const covariates = ['brand', 'area', 'gap'] as const;

export type Covariate = (typeof covariates)[number];

/** What the model reads of a unit before a visit, each the logarithm of a shrunk ratio. */
export const features = [
  'quick_points',
  'slow_points',
  'slow_serious',
  'class_points',
  'class_serious',
  'brand_points',
  'brand_serious',
  'area_points',
  'area_serious',
  'gap',
] as const;

export type Feature = (typeof features)[number];

/** Features that are no ratio of findings, so that their weight may have either sign. */
export const isFree = (feature: Feature): boolean => feature === 'gap';

/** A finding of the event tells less than a point: its prior weighs so many times as much. */
const SERIOUS_PRIOR = 4;

/** A gap is counted between these days, and in logarithms of years. */
const GAP_DAYS = { least: 15, most: 1500, year: 365 };

/** Visits and what was to be expected of them, as known at an origin. */
export interface Known {
  readonly table: VisitTable;
  /** The first so many visits of the table are known. */
  readonly visits: number;
  /** Visits of each unit, the oldest first: `order` from `start[unit]` up to `start[unit + 1]`. */
  readonly start: Int32Array;
  readonly order: Int32Array;
  /** Points of each visit as they are remembered: to a power. */
  readonly found: Float64Array;
  /** Reference of each visit (reference.ts): remembered points, and probability of the event. */
  readonly reference: Float64Array;
  readonly serious: Float64Array;
  /** Mean reference of a visit. */
  readonly meanReference: number;
  readonly meanSerious: number;
  readonly groups: Readonly<Record<'exposureClass' | 'brand' | 'area', GroupRatios>>;
}

/** Shrunk ratios of each level of a factor, as logarithms. */
interface GroupRatios {
  readonly points: Float64Array;
  readonly serious: Float64Array;
}

/** Points of each visit as they are remembered. */
export const remembered = (table: VisitTable, power: number): Float64Array =>
  power === 1 ? table.points : table.points.map((points) => points ** power);

/** Gathers what is known before a day, by references made at an origin on or before it. */
export function knownBefore(
  table: VisitTable,
  origin: number,
  memory: Pick<Memory, 'groupPriorVisits' | 'pointsPower'>,
  { reference, serious }: { reference: Float64Array; serious: Float64Array },
): Known {
  const visits = visitsBefore(table, origin);
  const units = table.unit.levels.length;
  const start = new Int32Array(units + 1);
  for (let visit = 0; visit < visits; visit++) {
    const next = (table.unit.code[visit] ?? 0) + 1;
    start[next] = (start[next] ?? 0) + 1;
  }
  for (let unit = 0; unit < units; unit++)
    start[unit + 1] = (start[unit + 1] ?? 0) + (start[unit] ?? 0);
  const filled = start.slice(0, units);
  const order = new Int32Array(visits);
  for (let visit = 0; visit < visits; visit++) {
    const unit = table.unit.code[visit] ?? 0;
    order[filled[unit] ?? 0] = visit;
    filled[unit] = (filled[unit] ?? 0) + 1;
  }
  const found = remembered(table, memory.pointsPower);
  const meanReference = mean(reference, visits);
  const meanSerious = mean(serious, visits);
  const ratios = (of: Coded, observed: Float64Array, expected: Float64Array, average: number) =>
    groupRatios(of, observed, expected, visits, memory.groupPriorVisits * average);
  const group = (factor: Factor): GroupRatios => ({
    points: ratios(table.factor[factor], found, reference, meanReference),
    serious: ratios(table.factor[factor], table.serious, serious, meanSerious),
  });
  return {
    table,
    visits,
    start,
    order,
    found,
    reference,
    serious,
    meanReference,
    meanSerious,
    groups: { exposureClass: group('exposureClass'), brand: group('brand'), area: group('area') },
  };
}

function mean(values: Float64Array, visits: number): number {
  let sum = 0;
  for (let visit = 0; visit < visits; visit++) sum += values[visit] ?? 0;
  return visits > 0 ? sum / visits : 1;
}

function groupRatios(
  { code, levels }: Coded,
  found: Float64Array,
  expected: Float64Array,
  visits: number,
  prior: number,
): GroupRatios['points'] {
  const observed = new Float64Array(levels.length).fill(prior);
  const reference = new Float64Array(levels.length).fill(prior);
  for (let visit = 0; visit < visits; visit++) {
    const level = code[visit] ?? 0;
    observed[level] = (observed[level] ?? 0) + (found[visit] ?? 0);
    reference[level] = (reference[level] ?? 0) + (expected[visit] ?? 0);
  }
  return observed.map((sum, level) =>
    // A unit without a brand or an area belongs to no group.
    levels[level] === '' ? 0 : Math.log(sum / (reference[level] ?? prior)),
  );
}

/** Whom a prediction is for. */
export interface Target {
  /** Code of the unit in the table; −1 where it was never visited. */
  readonly unit: number;
  /** Day of the visit to come. */
  readonly day: number;
  /** Codes of its groups; −1 where the table knows no such group. */
  readonly exposureClass: number;
  readonly brand: number;
  readonly area: number;
}

/** The memory of one unit at a day. */
export interface Recollection {
  readonly values: Record<Feature, number>;
  /** Visits known, and what they weigh in the slow memory. */
  readonly visits: number;
  readonly weightedVisits: number;
}

/**
 * What the model reads of a unit before a visit on a day. With weights
 *
 *     w = carry ^ (later visits of the unit) × ½ ^ (days since ÷ half-life)
 *
 * a unit's ratio is the mean of a Gamma posterior (Gamma–Poisson, as DuMouchel 1999, The American Statistician
 * 53(3), 177–190, or Clayton & Kaldor 1987, Biometrics 43, 671–681):
 *
 *     (Σ w × found + prior) ÷ (Σ w × reference + prior),   prior = prior visits × mean reference,
 *
 * and so are those of its class, brand and area, without the weights. More found never lowers a ratio.
 * @param clean adds a visit on that very day that found nothing, of average reference
 */
export function recollect(
  known: Known,
  memory: Memory,
  target: Target,
  clean = false,
): Recollection {
  const { table, start, order, found, reference, serious, meanReference, meanSerious, groups } =
    known;
  const from = target.unit < 0 ? 0 : (start[target.unit] ?? 0);
  const until = target.unit < 0 ? 0 : (start[target.unit + 1] ?? 0);
  let quick = 1;
  let slow = 1;
  const sum = { quickPoints: 0, quickReference: 0, points: 0, reference: 0 };
  const event = { found: 0, reference: 0 };
  let weightedVisits = 0;
  let last = Number.NaN;
  const remember = (day: number, points: number, of: number, hit: number, chance: number): void => {
    const age = 0.5 ** ((target.day - day) / memory.halfLifeDays);
    sum.quickPoints += quick * age * points;
    sum.quickReference += quick * age * of;
    sum.points += slow * age * points;
    sum.reference += slow * age * of;
    event.found += slow * age * hit;
    event.reference += slow * age * chance;
    weightedVisits += slow * age;
    quick *= memory.quickCarry;
    slow *= memory.slowCarry;
    if (Number.isNaN(last)) last = day;
  };
  if (clean) remember(target.day, 0, meanReference, 0, meanSerious);
  for (let place = until - 1; place >= from; place--) {
    const visit = order[place] ?? 0;
    remember(
      table.day[visit] ?? 0,
      found[visit] ?? 0,
      reference[visit] ?? 0,
      table.serious[visit] ?? 0,
      serious[visit] ?? 0,
    );
  }
  const prior = memory.priorVisits * meanReference;
  const priorEvents = SERIOUS_PRIOR * memory.priorVisits * meanSerious;
  const gap = Math.min(GAP_DAYS.most, Math.max(GAP_DAYS.least, target.day - last));
  return {
    values: {
      quick_points: Math.log((sum.quickPoints + prior) / (sum.quickReference + prior)),
      slow_points: Math.log((sum.points + prior) / (sum.reference + prior)),
      slow_serious: Math.log((event.found + priorEvents) / (event.reference + priorEvents)),
      class_points: groups.exposureClass.points[target.exposureClass] ?? 0,
      class_serious: groups.exposureClass.serious[target.exposureClass] ?? 0,
      brand_points: groups.brand.points[target.brand] ?? 0,
      brand_serious: groups.brand.serious[target.brand] ?? 0,
      area_points: groups.area.points[target.area] ?? 0,
      area_serious: groups.area.serious[target.area] ?? 0,
      gap: Number.isNaN(last) ? 0 : Math.log(gap / GAP_DAYS.year),
    },
    visits: until - from,
    weightedVisits,
  };
}
