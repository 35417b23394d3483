import { DataType, type Table, type Vector } from 'apache-arrow';
import type { Month } from './month.ts';
import { regimes, tierCodes } from './unit-month-codes.ts';

/** Counts of marts.unit_month that add up over units and months. */
export const counts = [
  'open_hazards',
  'open_major_hazards',
  'overdue_hazards',
  'return_due',
  'return_on_time',
  'drills_required',
  'drills_met',
  'inspections',
  'findings',
  'major_findings',
  'accidents',
] as const;
export type Count = (typeof counts)[number];

/** What a unit is, which does not change from month to month. */
export interface UnitKey {
  readonly unit_code: string;
  readonly area: string | null;
  readonly kind: string | null;
}

/**
 * marts.unit_month in the browser: one typed array a column, rows in the order the server sends
 * them, and an index from unit and month to row. Made once a snapshot; everything the overview
 * shows is summed from it on the spot, which is what keeps brushing quick.
 */
export class UnitMonths {
  /** All months, in order. */
  readonly months: readonly Month[];
  /** All units, in order of their first row. */
  readonly units: readonly UnitKey[];
  readonly length: number;
  /** By row: index into {@link units}, into {@link months}, into `tiers` (255: none), into `regimes`. */
  readonly unit: Uint32Array;
  readonly month: Uint16Array;
  readonly tier: Uint8Array;
  readonly regime: Uint8Array;
  /** By row; NaN where there is no score. */
  readonly score: Float64Array;
  readonly count: Readonly<Record<Count, Float64Array>>;

  readonly #mainReason: Vector | null;
  readonly #rowOf: Int32Array;

  /**
   * @param table the answer of the query `unit_month`
   * @param units what is known of the units; one that is missing passes no filter of area or kind
   */
  constructor(table: Table, units: readonly UnitKey[]) {
    const known = new Map(units.map((unit) => [unit.unit_code, unit]));
    this.length = table.numRows;
    const unit = indexed(texts(table, 'unit_code'));
    const month = indexed(months(table));
    const order = month.values
      .map((_, index) => index)
      .sort((first, second) =>
        (month.values[first] ?? '') < (month.values[second] ?? '') ? -1 : 1,
      );
    const rank = new Uint16Array(order.length);
    order.forEach((index, position) => (rank[index] = position));

    this.units = unit.values.map(
      (code) => known.get(code) ?? { unit_code: code, area: null, kind: null },
    );
    this.months = order.map((index) => month.values[index] ?? '');
    this.unit = unit.index;
    this.month = Uint16Array.from(month.index, (index) => rank[index] ?? 0);
    this.tier = tierCodes(texts(table, 'tier'));
    this.regime = Uint8Array.from(texts(table, 'regime'), (each) =>
      each === 'intensified' ? regimes.intensified : regimes.full_checkup,
    );
    this.score = numbers(table, 'score', NaN);
    this.count = Object.fromEntries(
      counts.map((name) => [name, numbers(table, name, 0)]),
    ) as unknown as Record<Count, Float64Array>;
    this.#mainReason = table.getChild('main_reason');
    this.#rowOf = new Int32Array(this.units.length * this.months.length).fill(-1);
    for (let row = 0; row < this.length; row += 1) {
      this.#rowOf[this.#slot(this.unit[row] ?? 0, this.month[row] ?? 0)] = row;
    }
  }

  /** The index of a month, or -1. */
  monthIndex(month: Month): number {
    return this.months.indexOf(month);
  }

  /** The row of a unit and month (both as indexes), or -1 where the unit has none. */
  row(unit: number, month: number): number {
    return month < 0 ? -1 : (this.#rowOf[this.#slot(unit, month)] ?? -1);
  }

  /** The indicator or gate that weighs most in a row. */
  mainReason(row: number): string | null {
    const value: unknown = this.#mainReason?.get(row);
    return typeof value === 'string' ? value : null;
  }

  #slot(unit: number, month: number): number {
    return unit * this.months.length + month;
  }
}

/** Distinct values in order of appearance, and each row's index among them. */
function indexed(column: readonly string[]): { values: string[]; index: Uint32Array } {
  const place = new Map<string, number>();
  const index = Uint32Array.from(column, (value) => {
    const known = place.get(value);
    if (known !== undefined) return known;
    place.set(value, place.size);
    return place.size - 1;
  });
  return { values: [...place.keys()], index };
}

function texts(table: Table, name: string): string[] {
  const vector = column(table, name);
  return Array.from({ length: table.numRows }, (_, row) => String(vector.get(row) ?? ''));
}

function months(table: Table): Month[] {
  const vector = column(table, 'month');
  const isDate = DataType.isDate(vector.type);
  // One text for each of the few distinct dates, not one for each of the many rows.
  const known = new Map<unknown, Month>();
  return Array.from({ length: table.numRows }, (_, row) => {
    const value: unknown = vector.get(row);
    const before = known.get(value);
    if (before !== undefined) return before;
    const month = (isDate ? new Date(Number(value)).toISOString() : String(value)).slice(0, 7);
    known.set(value, month);
    return month;
  });
}

function numbers(table: Table, name: string, absent: number): Float64Array {
  const vector = column(table, name);
  const values = new Float64Array(table.numRows);
  for (let row = 0; row < table.numRows; row += 1) {
    const value: unknown = vector.get(row);
    values[row] = value === null ? absent : Number(value);
  }
  return values;
}

function column(table: Table, name: string): Vector {
  const vector = table.getChild(name);
  if (!vector) throw new RangeError(`unit_month has no column ${name}`);
  return vector;
}
