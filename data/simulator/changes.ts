import { firstDay, isoMonth, type Month } from './calendar.ts';
import type { Random } from './random.ts';
import type { HazardLedger } from './hazards.ts';
import type { Row } from './row.ts';
import type { Unit } from './units.ts';

/** A unit that went into another. */
export interface Merger {
  readonly from: Unit;
  readonly into: Unit;
}

type Kind = 'close' | 'rename' | 'move' | 'merge';

/** How far into the simulated time each kind of change comes. */
const TIMES: Readonly<Record<Kind, number>> = { close: 0.35, rename: 0.45, move: 0.6, merge: 0.7 };

/** Fewer months than this are too short for a history. */
const LEAST_MONTHS = 6;

/**
 * One closure, one change of name, one move to a school group and one merger in the life of a district.
 * Each changes the unit as it is from then on and gives the row of the register of changes.
 */
export class UnitChanges {
  readonly #due: ReadonlyMap<number, readonly Kind[]>;
  readonly #changed = new Set<Unit>();

  constructor(
    readonly random: Random,
    readonly units: readonly Unit[],
    months: number,
  ) {
    const due = new Map<number, Kind[]>();
    for (const [kind, time] of months < LEAST_MONTHS ? [] : Object.entries(TIMES)) {
      const at = Math.floor(months * time);
      due.set(at, [...(due.get(at) ?? []), kind as Kind]);
    }
    this.#due = due;
  }

  /**
   * What happens in a month.
   * @param at month, counted from the first
   * @param ledgerOf for mergers: a unit with a major hazard open goes first
   */
  happen(
    month: Month,
    at: number,
    ledgerOf: (unit: Unit) => HazardLedger,
  ): { rows: Row[]; mergers: Merger[] } {
    const mergers: Merger[] = [];
    const rows = (this.#due.get(at) ?? []).flatMap((kind, index): Row[] => {
      const unit = this.#pick(kind, month, ledgerOf);
      if (!unit) return [];
      this.#changed.add(unit);
      const name = unit.name;
      const more = this.#effect(kind, unit, at, mergers);
      if (!more) return [];
      const number = `BG${isoMonth(month).replace('-', '')}${String(index + 1).padStart(2, '0')}`;
      return [
        {
          change_number: number,
          change_date: firstDay(month) + (kind === 'rename' ? 9 : 0),
          change_type: kind,
          unit_code: unit.code,
          unit_name: name,
          successor_codes: null,
          new_name: null,
          new_parent_code: null,
          new_area: null,
          document_number: `教批〔${isoMonth(month).slice(0, 4)}〕${10 + at}号`,
          remark: null,
          ...more,
        },
      ];
    });
    return { rows, mergers };
  }

  #pick(kind: Kind, month: Month, ledgerOf: (unit: Unit) => HazardLedger): Unit | undefined {
    const kinds = kind === 'close' ? ['kindergarten', 'training'] : ['primary', 'kindergarten'];
    const able = this.random
      .shuffled(this.units)
      .filter(
        (unit) =>
          kinds.includes(unit.kind) &&
          unit.opens === 0 &&
          unit.closes === Infinity &&
          !unit.parent &&
          !unit.register['area_lead'] &&
          !this.#changed.has(unit) &&
          !this.units.some(({ parent }) => parent === unit),
      );
    const first = able.find((unit) => ledgerOf(unit).openMajors(month).length > 0);
    return (kind === 'merge' ? first : undefined) ?? able[0];
  }

  /** Columns of the row that say what changed; undefined where nothing could. */
  #effect(kind: Kind, unit: Unit, at: number, mergers: Merger[]): Row | undefined {
    if (kind === 'rename') {
      unit.name = unit.register['unit_name'] = this.#newName(unit.name);
      return { new_name: unit.name };
    }
    if (kind === 'move') {
      const heads = this.units.filter((one) => this.units.some(({ parent }) => parent === one));
      const head = heads.find(({ area }) => area === unit.area) ?? heads[0];
      if (!head) return undefined;
      unit.register['parent_code'] = head.code;
      return { new_parent_code: head.code };
    }
    if (kind === 'merge') {
      const into = this.units.find(
        (one) =>
          one !== unit && one.kind === unit.kind && one.opens === 0 && one.closes === Infinity,
      );
      if (!into) return undefined;
      unit.closes = at;
      this.#changed.add(into);
      mergers.push({ from: unit, into });
      return { successor_codes: into.code };
    }
    unit.closes = at;
    return {};
  }

  /** A name that no unit has: 东湖小学 becomes 东湖实验小学. */
  #newName(name: string): string {
    const stem = name.replace(/(幼儿园|小学)$/, '');
    const tail = name.slice(stem.length);
    const taken = new Set(this.units.map((unit) => unit.name));
    const middle = ['实验', '第一实验', '附属', '新'].find(
      (word) => !taken.has(`${stem}${word}${tail}`),
    );
    return `${stem}${middle ?? '联合'}${tail}`;
  }
}
