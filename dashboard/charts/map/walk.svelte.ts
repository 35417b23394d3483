import type { Point } from './mercator.ts';
import { isArrowKey, neighbour } from './neighbour.ts';
import type { PlacedUnit } from './unit-canvas.ts';

/** Where the keyboard is among the units of a map, and where its keys lead. */
export class Walk {
  readonly #units: () => readonly PlacedUnit[];
  readonly #drawn: () => readonly Point[];
  #code = $state<string>();
  #hasFocus = $state(false);

  /** Indexes of the units, the riskiest first. */
  readonly #byRisk = $derived.by(() => {
    const scores = this.#units().map(({ unit }) => unit.score ?? -1);
    const scoreAt = (index: number): number => scores[index] ?? -1;
    return [...scores.keys()].sort(
      (first, second) => scoreAt(second) - scoreAt(first) || first - second,
    );
  });
  readonly #index = $derived.by(() => {
    const index = this.#units().findIndex(({ unit }) => unit.code === this.#code);
    return index >= 0 ? index : (this.#byRisk[0] ?? -1);
  });

  /**
   * @param units those that can be walked to
   * @param drawn where each of them is drawn
   */
  constructor(units: () => readonly PlacedUnit[], drawn: () => readonly Point[]) {
    this.#units = units;
    this.#drawn = drawn;
  }

  /** Index of the unit where it is, the riskiest until it has been moved; -1: there are no units. */
  get index(): number {
    return this.#index;
  }

  /** The unit where it is. */
  get at(): PlacedUnit | undefined {
    return this.#units()[this.#index];
  }

  /** Whether the reader is on the map with the keyboard. */
  get hasFocus(): boolean {
    return this.#hasFocus;
  }

  /** The keyboard has come to a unit. */
  enter(code: string): void {
    this.#code = code;
    this.#hasFocus = true;
  }

  leave(): void {
    this.#hasFocus = false;
  }

  moveTo(code: string): void {
    this.#code = code;
  }

  /**
   * The unit that a key leads to: arrows to the nearest that way, Page Down to the next less risky one.
   * @returns null where nothing lies there, undefined for a key that leads nowhere at all
   */
  next(key: string): PlacedUnit | null | undefined {
    const index = this.#nextIndex(key);
    return index === undefined ? undefined : (this.#units()[index] ?? null);
  }

  #nextIndex(key: string): number | undefined {
    if (isArrowKey(key)) return neighbour(this.#drawn(), this.#index, key);
    if (key !== 'PageDown' && key !== 'PageUp') return undefined;
    const step = key === 'PageDown' ? 1 : -1;
    return this.#byRisk[this.#byRisk.indexOf(this.#index) + step] ?? -1;
  }
}
