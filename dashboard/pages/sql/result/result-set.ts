import { DataType, type RecordBatch, type Schema, type Vector } from 'apache-arrow';
import { slices } from './slices.ts';

/** How a column is read, sorted, filtered and drawn. */
export type ColumnKind = 'number' | 'text' | 'boolean' | 'date' | 'timestamp' | 'time' | 'binary';

export interface ResultColumn {
  readonly index: number;
  readonly name: string;
  readonly kind: ColumnKind;
  /** Whether its numbers are whole. */
  readonly whole: boolean;
}

/** A text column as words and, for each row, which of them it holds. */
export interface WordColumn {
  readonly words: readonly string[];
  /** Place in `words` plus one; 0 for null. */
  readonly ids: Uint32Array;
}

/**
 * The rows of an answer, kept as the record batches they came in: a cell is read when it is looked at,
 * and no object is made for a row. What sorting and filtering need of a column is worked out once.
 */
export class ResultSet {
  readonly columns: readonly ResultColumn[];
  #vectors: Vector[][] = [];
  /** First row of each batch. */
  #starts: number[] = [];
  #rows = 0;
  #bytes = 0;
  readonly #numbers = new Map<number, Float64Array>();
  readonly #words = new Map<number, WordColumn>();

  constructor(schema: Schema) {
    this.columns = schema.fields.map(({ name, type }, index) => ({
      index,
      name,
      kind: kindOf(type),
      whole: DataType.isInt(type),
    }));
  }

  get rows(): number {
    return this.#rows;
  }

  /** Bytes that the batches hold. */
  get bytes(): number {
    return this.#bytes;
  }

  append(batch: RecordBatch): void {
    if (batch.numRows === 0) return;
    this.#starts.push(this.#rows);
    this.#vectors.push(
      this.columns.map(({ index }) => {
        const vector = batch.getChildAt(index);
        if (!vector) throw new RangeError(`a record batch lacks column ${index}`);
        this.#bytes += vector.byteLength;
        return vector;
      }),
    );
    this.#rows += batch.numRows;
    this.#numbers.clear();
    this.#words.clear();
  }

  /**
   * What a cell holds: text, number (dates and timestamps: ms since 1970, UTC), bigint, boolean, null.
   * @param row below `rows`
   */
  value(row: number, column: number): unknown {
    const at = this.#batchOf(row);
    return this.#vectors[at]?.[column]?.get(row - (this.#starts[at] ?? 0)) ?? null;
  }

  /** A column as numbers, NaN for null; what is not a number by kind is NaN throughout. */
  numbers(column: number): Float64Array {
    const known = this.#numbers.get(column);
    if (known) return known;
    const numbers = new Float64Array(this.#rows);
    let row = 0;
    for (const vectors of this.#vectors) {
      const vector = vectors[column];
      for (let at = 0; vector && at < vector.length; at += 1) {
        const value: unknown = vector.get(at);
        numbers[row] = value === null ? Number.NaN : Number(value);
        row += 1;
      }
    }
    this.#numbers.set(column, numbers);
    return numbers;
  }

  /** A column's cells as words. In slices, so that the page stays alive; see {@link slices}. */
  async words(column: number, signal: AbortSignal): Promise<WordColumn> {
    const known = this.#words.get(column);
    if (known) return known;
    const ids = new Uint32Array(this.#rows);
    const words: string[] = [];
    const idOf = new Map<string, number>();
    let row = 0;
    for (const vectors of this.#vectors) {
      const vector = vectors[column];
      if (!vector) continue;
      await slices(0, vector.length, signal, (at) => {
        const value: unknown = vector.get(at);
        if (value !== null) {
          const word = String(value);
          const id = idOf.get(word);
          if (id === undefined) {
            words.push(word);
            idOf.set(word, words.length);
            ids[row] = words.length;
          } else ids[row] = id;
        }
        row += 1;
      });
    }
    const made = { words, ids };
    if (row === this.#rows) this.#words.set(column, made);
    return made;
  }

  #batchOf(row: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

function kindOf(type: DataType): ColumnKind {
  if (DataType.isInt(type) || DataType.isFloat(type) || DataType.isDecimal(type)) return 'number';
  if (DataType.isBool(type)) return 'boolean';
  if (DataType.isDate(type)) return 'date';
  if (DataType.isTimestamp(type)) return 'timestamp';
  if (DataType.isTime(type)) return 'time';
  if (DataType.isBinary(type)) return 'binary';
  return 'text';
}
