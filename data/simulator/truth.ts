import { contractOf } from '../../pipeline/contracts/index.ts';
import type { Behaviour } from './behaviour.ts';
import { isoMonth, type Month } from './calendar.ts';
import type { Relapse } from './hazards.ts';
import type { UnitReturn } from './returns.ts';
import type { Mistake, Return, Row } from './row.ts';
import type { Unit } from './units.ts';

/** A spoilt row and where it stands. `sheet` is empty in CSV files. */
export interface SpoiltRow extends Mistake {
  readonly file: string;
  readonly sheet: string;
  /** As the sheet shows it, from 1. */
  readonly row: number;
  readonly dataset: string;
}

export interface RowCounts {
  /** Data rows in the files. */
  written: number;
  /** Of these, the spoilt ones. */
  spoilt: number;
  /** Good rows that stay valid: no later file replaces them. */
  current: number;
}

/** How a unit really was, one value a month; null before it opened and after it closed. */
export interface UnitTruth {
  readonly unit_code: string;
  /** Planted: `plain` is honest. */
  readonly habit: string;
  /** What an honest unit does that looks like a habit from afar. */
  readonly custom: string;
  readonly traits: Record<keyof Behaviour, (number | null)[]>;
  readonly hazards_arisen: (number | null)[];
  readonly hazards_hidden: (number | null)[];
  /** o on time, l late, m missing, - no return owed. */
  readonly returns: string;
}

/** What only the simulator knows; for tests, never for the pipeline. */
export interface Truth {
  readonly seed: string;
  readonly first_month: string;
  readonly last_month: string;
  readonly files: number;
  readonly rows: Record<string, RowCounts>;
  readonly mistakes: readonly SpoiltRow[];
  readonly strictness: Record<string, number>;
  /** Rows of the register of changes. */
  readonly changes: readonly Row[];
  /** Hazards that were struck off and listed again, and the month of return that does so. */
  readonly reopened: readonly { unit_code: string; hazard_number: string; month: string }[];
  readonly units: readonly UnitTruth[];
}

interface Life {
  traits: Record<keyof Behaviour, (number | null)[]>;
  arisen: (number | null)[];
  hidden: (number | null)[];
  returns: string[];
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Notes what the simulator knows while it runs. */
export class TruthKeeper {
  readonly #rows: Record<string, RowCounts> = {};
  readonly #mistakes: SpoiltRow[] = [];
  readonly #changes: Row[] = [];
  readonly #lives = new Map<Unit, Life>();
  /** Good rows now valid under each return, or each natural key. */
  readonly #current = new Map<string, number>();

  constructor(
    readonly seed: string,
    readonly first: Month,
    readonly months: number,
  ) {}

  /** One unit's month. */
  lived({ unit, arrival, truth }: UnitReturn, month: Month): void {
    const life = this.#life(unit);
    const at = month - this.first;
    for (const trait of Object.keys(life.traits) as (keyof Behaviour)[])
      life.traits[trait][at] = rounded(unit.behaviour[trait]);
    life.arisen[at] = truth.arisen;
    life.hidden[at] = truth.hidden;
    life.returns[at] = arrival.charAt(0);
  }

  /** Changes of units, as they were registered. */
  changed(rows: readonly Row[]): void {
    this.#changes.push(...rows);
  }

  /** A return as it was written to a file, in the order in which files are received. */
  written(
    { dataset, rows, mistakes }: Return,
    place: { file: string; sheet: string; rowNumbers: ReadonlyMap<Row, number> },
  ): void {
    const counts = (this.#rows[dataset] ??= { written: 0, spoilt: 0, current: 0 });
    const groups = new Map<string, number>();
    for (const row of rows) {
      counts.written++;
      const mistake = mistakes.get(row);
      if (!mistake) {
        const key = keyOf(dataset, row);
        groups.set(key, (groups.get(key) ?? 0) + 1);
        continue;
      }
      counts.spoilt++;
      const { file, sheet, rowNumbers } = place;
      this.#mistakes.push({ file, sheet, row: rowNumbers.get(row) ?? 0, dataset, ...mistake });
    }
    for (const [key, number] of groups) {
      counts.current += number - (this.#current.get(key) ?? 0);
      this.#current.set(key, number);
    }
  }

  finish(
    files: number,
    strictness: Record<string, number>,
    relapsesOf: (unit: Unit) => readonly Relapse[],
  ): Truth {
    return {
      seed: this.seed,
      first_month: isoMonth(this.first),
      last_month: isoMonth(this.first + this.months - 1),
      files,
      rows: this.#rows,
      mistakes: this.#mistakes,
      strictness,
      changes: this.#changes,
      reopened: [...this.#lives.keys()].flatMap((unit) =>
        relapsesOf(unit).map(({ hazard, month }) => ({
          unit_code: unit.code,
          hazard_number: hazard,
          month: isoMonth(month),
        })),
      ),
      units: [...this.#lives].map(([unit, life]) => ({
        unit_code: unit.code,
        habit: unit.character.habit,
        custom: unit.character.ways.custom,
        traits: life.traits,
        hazards_arisen: life.arisen,
        hazards_hidden: life.hidden,
        returns: life.returns.join(''),
      })),
    };
  }

  #life(unit: Unit): Life {
    const known = this.#lives.get(unit);
    if (known) return known;
    const empty = (): null[] => Array.from({ length: this.months }, () => null);
    const life: Life = {
      traits: { quality: empty(), honesty: empty(), diligence: empty(), drilling: empty() },
      arisen: empty(),
      hidden: empty(),
      returns: Array.from({ length: this.months }, () => '-'),
    };
    this.#lives.set(unit, life);
    return life;
  }
}

/** What a later file replaces as a whole: a return of a unit and month, or a row by its natural key. */
function keyOf(dataset: string, row: Row): string {
  const contract = contractOf(dataset);
  const key =
    contract?.supersedes === 'return' ? ['unit_code', 'report_month'] : (contract?.key ?? []);
  return `${dataset}|${key.map((column) => row[column]).join('|')}`;
}
