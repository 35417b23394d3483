import { knownBefore, recollect, remembered, type Known, type Target } from './memory.ts';
import { featuresOf, type Settings } from './model.ts';
import { fitReference, references, type Reference } from './reference.ts';
import { logOdds } from './regression.ts';
import { visitsBefore, type VisitTable } from './visits.ts';

/** Windows that are predicted to choose and weigh: the newest ones before the origin. */
const MOST_WINDOWS = 8;

/**
 * Below this a span of days is no window: first visits to units that were visited before, and visits before it. Where
 * nothing lies before a window, no reference can be told for it, and what it found would teach nothing but that.
 */
const LEAST_VISITS = 25;

/** Reference points of a visit are kept from 0, where they have no logarithm. */
const LEAST_REFERENCE = 1e-9;

/** The references of an origin, and what they make of the visits before it. */
export interface Standpoint {
  readonly origin: number;
  readonly pointsReference: Reference;
  readonly rememberedReference: Reference;
  readonly seriousReference: Reference;
  /** Reference points of each visit. */
  readonly points: Float64Array;
  readonly known: Known;
}

/** A span of days with the visits that are predicted in it: the first of each unit that had one before. */
export interface Window {
  readonly from: number;
  readonly to: number;
  /** Places of the visits in the table. */
  readonly targets: Int32Array;
}

/** Settings that a standpoint depends on. */
export type Standing = Pick<Settings, 'groupPriorVisits' | 'pointsPower'>;

/** References made before, by what they depend on, so that standpoints share them. */
export type ReferenceShelf = Map<string, Reference>;

/**
 * Takes a stand at an origin: nothing from that day on is looked at.
 * @param shelf references of this table; those made here are put there
 */
export function standAt(
  table: VisitTable,
  origin: number,
  settings: Standing,
  shelf: ReferenceShelf = new Map(),
): Standpoint {
  const { pointsPower } = settings;
  const fit = (what: number | 'serious'): Reference => {
    const key = [origin, what].join(' ');
    const value = what === 'serious' ? table.serious : remembered(table, what);
    const reference = shelf.get(key) ?? fitReference(table, value, origin);
    shelf.set(key, reference);
    return reference;
  };
  const pointsReference = fit(1);
  const rememberedReference = fit(pointsPower);
  const seriousReference = fit('serious');
  const known = knownBefore(table, origin, settings, {
    reference: references(table, rememberedReference, origin),
    serious: references(table, seriousReference, origin),
  });
  return {
    origin,
    pointsReference,
    rememberedReference,
    seriousReference,
    points: references(table, pointsReference, origin),
    known,
  };
}

/**
 * The windows before an origin that have enough to predict, the oldest first.
 * @param days of a window
 */
export function windowsBefore(table: VisitTable, origin: number, days: number): Window[] {
  const windows: Window[] = [];
  for (let back = 1; back <= MOST_WINDOWS; back++) {
    const from = origin - back * days;
    const window = { from, to: from + days, targets: firstVisits(table, from, from + days) };
    if (Math.min(window.targets.length, visitsBefore(table, from)) < LEAST_VISITS) break;
    windows.unshift(window);
  }
  return windows;
}

/**
 * The visits that predictions for a window are judged by: of each unit the first one in it that has an
 * earlier one on record. A unit never visited before has no history to judge.
 * @returns places in the table
 */
export function firstVisits(table: VisitTable, from: number, to: number): Int32Array {
  const before = visitsBefore(table, from);
  const until = visitsBefore(table, to);
  const firstDay = new Int32Array(table.unit.levels.length).fill(2 ** 31 - 1);
  for (let visit = 0; visit < before; visit++) firstDay[table.unit.code[visit] ?? 0] = -(2 ** 31);
  const taken = new Uint8Array(firstDay.length);
  const targets: number[] = [];
  for (let visit = before; visit < until; visit++) {
    const unit = table.unit.code[visit] ?? 0;
    const day = table.day[visit] ?? 0;
    if (!taken[unit] && (firstDay[unit] ?? 0) < day) {
      taken[unit] = 1;
      targets.push(visit);
    }
    firstDay[unit] = Math.min(firstDay[unit] ?? 0, day);
  }
  return Int32Array.from(targets);
}

/** A visit of the table as something to predict. */
export const targetOf = (table: VisitTable, visit: number): Target => ({
  unit: table.unit.code[visit] ?? -1,
  day: table.day[visit] ?? 0,
  exposureClass: table.factor.exposureClass.code[visit] ?? -1,
  brand: table.factor.brand.code[visit] ?? -1,
  area: table.factor.area.code[visit] ?? -1,
});

/** The rows of a regression for visits to predict. */
export interface Rows {
  readonly x: Float64Array;
  readonly columns: number;
  readonly points: Float64Array;
  readonly serious: Float64Array;
  readonly pointsOffset: Float64Array;
  readonly seriousOffset: Float64Array;
}

/** What the model reads before each visit of a window, and what the visit found. */
export function rowsOf(
  { known, points }: Standpoint,
  targets: Int32Array,
  settings: Settings,
): Rows {
  const { table } = known;
  const names = featuresOf(settings);
  const x = new Float64Array(targets.length * names.length);
  targets.forEach((visit, row) => {
    const { values } = recollect(known, settings, targetOf(table, visit));
    names.forEach((name, column) => (x[row * names.length + column] = values[name]));
  });
  const pick = (of: (visit: number) => number): Float64Array => Float64Array.from(targets, of);
  return {
    x,
    columns: names.length,
    points: pick((visit) => table.points[visit] ?? 0),
    serious: pick((visit) => table.serious[visit] ?? 0),
    pointsOffset: pick((visit) => Math.log(Math.max(LEAST_REFERENCE, points[visit] ?? 1))),
    seriousOffset: pick((visit) => logOdds(known.serious[visit] ?? 0.5)),
  };
}

/** Rows one below the other. */
export function stack(parts: readonly Rows[]): Rows {
  const join = (of: (rows: Rows) => Float64Array): Float64Array => {
    const joined = new Float64Array(parts.reduce((sum, rows) => sum + of(rows).length, 0));
    let from = 0;
    for (const rows of parts) {
      joined.set(of(rows), from);
      from += of(rows).length;
    }
    return joined;
  };
  return {
    x: join(({ x }) => x),
    columns: parts[0]?.columns ?? 0,
    points: join(({ points }) => points),
    serious: join(({ serious }) => serious),
    pointsOffset: join(({ pointsOffset }) => pointsOffset),
    seriousOffset: join(({ seriousOffset }) => seriousOffset),
  };
}
