import {
  DuckDBArrayType,
  DuckDBDataChunk,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  DuckDBTypeId,
  quotedIdentifier,
  VARCHAR,
  type DuckDBType,
} from '@duckdb/node-api';
import { isNumber } from './cells.ts';
import { valueText } from './value-column.ts';

/** Types, besides numbers, that a table and a Parquet file hold as they are. */
const KEPT: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.DATE,
  DuckDBTypeId.TIME,
  DuckDBTypeId.TIMESTAMP,
  DuckDBTypeId.TIMESTAMP_S,
  DuckDBTypeId.TIMESTAMP_MS,
  DuckDBTypeId.TIMESTAMP_NS,
  DuckDBTypeId.TIMESTAMP_TZ,
  DuckDBTypeId.INTERVAL,
  DuckDBTypeId.UUID,
  DuckDBTypeId.VARCHAR,
  DuckDBTypeId.BLOB,
  DuckDBTypeId.ENUM,
]);

function isKept(type: DuckDBType): boolean {
  if (type instanceof DuckDBListType || type instanceof DuckDBArrayType)
    return isKept(type.valueType);
  if (type instanceof DuckDBStructType) return type.entryTypes.every(isKept);
  if (type instanceof DuckDBMapType) return isKept(type.keyType) && isKept(type.valueType);
  return isNumber(type) || KEPT.has(type.typeId);
}

/** A result's columns as those of a table: types that no table or Parquet file has become text. */
export class StorableColumns {
  readonly #names: readonly string[];
  readonly #stored: readonly DuckDBType[];

  constructor(
    names: readonly string[],
    private readonly types: readonly DuckDBType[],
  ) {
    this.#names = distinct(names);
    this.#stored = types.map((type) => (isKept(type) ? type : VARCHAR));
  }

  /** The statement that makes the table; names and types are quoted, as they may be a stranger's. */
  createTable(name: string): string {
    const columns = this.#stored.map(
      (type, index) => `${quotedIdentifier(this.#names[index] ?? '')} ${type.toString()}`,
    );
    return `create table ${quotedIdentifier(name)} (${columns.join(', ')})`;
  }

  /** The chunk with the columns of that table; itself where nothing has to become text. */
  convert(chunk: DuckDBDataChunk): DuckDBDataChunk {
    if (this.#stored.every((type, index) => type === this.types[index])) return chunk;
    const converted = DuckDBDataChunk.create(this.#stored, chunk.rowCount);
    this.types.forEach((type, index) => {
      const values = chunk.getColumnValues(index);
      const kept = this.#stored[index] === type;
      converted.setColumnValues(
        index,
        kept ? values : values.map((value) => valueText(value, type)),
      );
    });
    return converted;
  }
}

/** Tables tell no capital letters apart, and have no column without a name. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const wanted = name === '' ? 'column' : name;
    let given = wanted;
    for (let number = 1; taken.has(given.toLowerCase()); number++) given = `${wanted}_${number}`;
    taken.add(given.toLowerCase());
    return given;
  });
}
