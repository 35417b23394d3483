import { drawWays, type Habit, type Ways } from './habits.ts';
import type { Random } from './random.ts';

/** What nobody writes down: how a unit really is. All from 0 (worst) to 1 (best). */
export interface Behaviour {
  /** How few hazards arise. */
  quality: number;
  /** The share of its hazards that it admits. */
  honesty: number;
  /** How soon it closes what is open, and whether its returns come in time. */
  diligence: number;
  /** How faithfully it drills. */
  drilling: number;
}

/** The behaviour of one unit through time: the four traits share a common cause and drift slowly. */
export class Character {
  readonly ways: Ways;
  readonly #random: Random;
  readonly #base: number;
  readonly #leaning: readonly number[];
  #drift = 0;

  /**
   * @param handicap taken off the common cause: what the kind of unit makes harder
   * @param inherited the common cause of the parent, which a third of its own follows
   * @param drills whether units of its kind hold drills as a rule
   */
  constructor(random: Random, handicap: number, inherited: number, drills: boolean) {
    this.#random = random;
    const own = random.normal() * 0.85;
    const poor = random.chance(0.08) ? random.between(0.8, 1.9) : 0;
    this.#base = 1.55 + own * 0.8 + inherited * 0.3 - handicap - poor;
    this.#leaning = [0.15, 0.9, 0.5, 0.7].map((centre) => centre + random.normal() * 0.6);
    this.ways = drawWays(random.fork('ways'), 1 - logistic(this.#base), drills);
  }

  /** The lasting part of the common cause, for units that belong to this one. */
  get base(): number {
    return this.#base - 1.55;
  }

  get habit(): Habit {
    return this.ways.habit;
  }

  /** Whether the unit's habit is this one and shows on this occasion. */
  shows(habit: Habit, random: Random): boolean {
    return this.habit === habit && random.chance(this.ways.dose);
  }

  /** Moves on by a month and says how the unit behaves in it. */
  next(): Behaviour {
    this.#drift = this.#drift * 0.96 + this.#random.normal() * 0.16;
    const trait = (index: number): number =>
      logistic(this.#base + this.#drift + (this.#leaning[index] ?? 0));
    const honesty = trait(1);
    return {
      quality: trait(0),
      honesty: this.habit === 'under_reporter' ? honesty * (1 - this.ways.dose) * 0.3 : honesty,
      diligence: trait(2),
      drilling: trait(3),
    };
  }
}

const logistic = (value: number): number => 1 / (1 + Math.exp(-value));
