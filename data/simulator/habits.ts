import type { Random } from './random.ts';

/** Ways of dodging the work that a bureau would like to see through. */
export const dishonestHabits = [
  /** Reports no hazard, month after month. */
  'zero_reporter',
  /** Admits few of its hazards. */
  'under_reporter',
  /** Writes the same few sentences, with other numbers and dates. */
  'copier',
  /** Invents or drops hazards until the month has as many as every month. */
  'steady_reporter',
  /** Says that everything was closed on the very day it was due. */
  'deadline_closer',
  /** Strikes everything off at one minute. */
  'minute_closer',
  /** Gives days of closing before the hazard was found. */
  'back_dater',
  /** Strikes off what is not rectified. */
  'sham_closer',
  /** Hands the figures of an earlier drill in again. */
  'drill_copier',
  /** Makes its figures up: round ones. */
  'heaper',
  /** Has nearly every deadline put off, again and again. */
  'serial_extender',
] as const;

/** `plain` dodges nothing. */
export type Habit = 'plain' | (typeof dishonestHabits)[number];

/** What some honest units do that looks like a habit from afar. */
export const customs = [
  /** Has half the hazards of its like. */
  'few_hazards',
  /** Writes half of its hazards in a dozen stock phrases. */
  'stock_phrases',
  /** Strikes off once a month, one after the other in an afternoon. */
  'month_end_closer',
  /** Gets a fifth of its work done on the last day. */
  'deadline_leaner',
  /** Counts heads by tens. */
  'rounder',
  /** Drills with the whole school every time. */
  'whole_school',
  /** Asks for an extension rather than run over. */
  'extender',
] as const;

export type Custom = 'none' | (typeof customs)[number];

/** The lasting ways of one unit. */
export interface Ways {
  readonly habit: Habit;
  /** `none` for units with a habit. */
  readonly custom: Custom;
  /** Share of the occasions on which the habit shows, 0.6 to 0.95. */
  readonly dose: number;
}

const withoutDrills = dishonestHabits.filter(
  (habit) => habit !== 'drill_copier' && habit !== 'heaper',
);

/** Share of honest units that have one of the customs. */
const CUSTOM_SHARE = 0.35;

/**
 * Draws the ways of a unit.
 * @param doubt how poorly it is led, from 0 (best) to 1: the worse, the likelier a habit
 * @param drills whether it holds drills as a rule: who holds none has none to falsify
 */
export function drawWays(random: Random, doubt: number, drills: boolean): Ways {
  const dose = random.between(0.6, 0.95);
  if (random.chance(0.08 + doubt * 0.5))
    return { habit: random.pick(drills ? dishonestHabits : withoutDrills), custom: 'none', dose };
  const custom = random.chance(CUSTOM_SHARE) ? random.pick(customs) : 'none';
  return { habit: 'plain', custom, dose };
}
