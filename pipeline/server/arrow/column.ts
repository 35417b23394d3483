import { DuckDBDecimalType, DuckDBEnumType, DuckDBTypeId, type DuckDBType } from '@duckdb/node-api';
import * as arrow from 'apache-arrow';
import type { ArrowColumn } from './arrow-column.ts';
import { blankNulls } from './blank-nulls.ts';
import {
  joinBooleans,
  joinDecimals,
  joinNumbers,
  joinWide,
  type NumbersOf,
} from './number-column.ts';
import type { Part } from './part.ts';
import { joinTexts } from './text-column.ts';
import { joinValidity } from './validity.ts';

type Values = (
  parts: readonly Part[],
  rows: number,
) => { readonly data: ArrayBufferView; readonly offsets?: Int32Array };

function column(type: arrow.DataType, values: Values, dictionary?: arrow.Vector): ArrowColumn {
  return {
    type,
    build(parts, rows) {
      const validity = joinValidity(parts, rows);
      const { nullCount, bits } = validity;
      const { data, offsets } = values(parts, rows);
      if (!offsets) blankNulls(data, validity, rows);
      const buffers = {
        [arrow.BufferType.DATA]: data,
        ...(offsets && { [arrow.BufferType.OFFSET]: offsets }),
        ...(bits && { [arrow.BufferType.VALIDITY]: bits }),
      };
      return new arrow.Data(type, 0, rows, nullCount, buffers, [], dictionary);
    },
  };
}

const numbers = (type: arrow.DataType, kind: NumbersOf) =>
  column(type, (parts, rows) => ({ data: joinNumbers(kind, parts, rows) }));

const texts = (type: arrow.DataType) =>
  column(type, (parts, rows) => {
    const { bytes, offsets } = joinTexts(parts, rows);
    return { data: bytes, offsets };
  });

const wide = (signed: boolean) =>
  column(new arrow.Float64(), (parts, rows) => ({ data: joinWide(parts, rows, signed) }));

const { TimeUnit } = arrow;
const timestamp = (unit: arrow.TimeUnit, zone: string | null = null) =>
  numbers(new arrow.Timestamp(unit, zone), BigInt64Array);

/** Types that need nothing but their id to be told. */
const plain: Partial<Record<DuckDBTypeId, () => ArrowColumn>> = {
  [DuckDBTypeId.BOOLEAN]: () =>
    column(new arrow.Bool(), (parts, rows) => ({ data: joinBooleans(parts, rows) })),
  [DuckDBTypeId.TINYINT]: () => numbers(new arrow.Int8(), Int8Array),
  [DuckDBTypeId.SMALLINT]: () => numbers(new arrow.Int16(), Int16Array),
  [DuckDBTypeId.INTEGER]: () => numbers(new arrow.Int32(), Int32Array),
  [DuckDBTypeId.BIGINT]: () => numbers(new arrow.Int64(), BigInt64Array),
  [DuckDBTypeId.UTINYINT]: () => numbers(new arrow.Uint8(), Uint8Array),
  [DuckDBTypeId.USMALLINT]: () => numbers(new arrow.Uint16(), Uint16Array),
  [DuckDBTypeId.UINTEGER]: () => numbers(new arrow.Uint32(), Uint32Array),
  [DuckDBTypeId.UBIGINT]: () => numbers(new arrow.Uint64(), BigUint64Array),
  [DuckDBTypeId.HUGEINT]: () => wide(true),
  [DuckDBTypeId.UHUGEINT]: () => wide(false),
  [DuckDBTypeId.FLOAT]: () => numbers(new arrow.Float32(), Float32Array),
  [DuckDBTypeId.DOUBLE]: () => numbers(new arrow.Float64(), Float64Array),
  [DuckDBTypeId.DATE]: () => numbers(new arrow.DateDay(), Int32Array),
  [DuckDBTypeId.TIME]: () => numbers(new arrow.TimeMicrosecond(), BigInt64Array),
  [DuckDBTypeId.TIMESTAMP]: () => timestamp(TimeUnit.MICROSECOND),
  [DuckDBTypeId.TIMESTAMP_S]: () => timestamp(TimeUnit.SECOND),
  [DuckDBTypeId.TIMESTAMP_MS]: () => timestamp(TimeUnit.MILLISECOND),
  [DuckDBTypeId.TIMESTAMP_NS]: () => timestamp(TimeUnit.NANOSECOND),
  [DuckDBTypeId.TIMESTAMP_TZ]: () => timestamp(TimeUnit.MICROSECOND, 'UTC'),
  [DuckDBTypeId.VARCHAR]: () => texts(new arrow.Utf8()),
  [DuckDBTypeId.BLOB]: () => texts(new arrow.Binary()),
};

/** An ENUM is a dictionary already: its numbers go out as they are, its words once. */
function enumColumn(type: DuckDBEnumType, place: number): ArrowColumn {
  const count = type.values.length;
  const [indices, kind] =
    count <= 0xff
      ? [new arrow.Uint8(), Uint8Array]
      : count <= 0xffff
        ? [new arrow.Uint16(), Uint16Array]
        : [new arrow.Uint32(), Uint32Array];
  const words = arrow.vectorFromArray([...type.values], new arrow.Utf8());
  return column(
    new arrow.Dictionary(words.type, indices, place),
    (parts, rows) => ({ data: joinNumbers(kind, parts, rows) }),
    words,
  );
}

/**
 * The Arrow column for a declared DuckDB type. Nothing is guessed from the values.
 * Whole numbers keep their width, HUGEINT and DECIMAL become doubles, JSON is text, an ENUM a dictionary.
 * @param place of the column in its table, by which its dictionary is told from others
 * @throws TypeError for lists, structs and other nested types: cast those to JSON in the query
 */
export function arrowColumn(type: DuckDBType, place: number): ArrowColumn {
  if (type instanceof DuckDBEnumType) return enumColumn(type, place);
  if (type instanceof DuckDBDecimalType)
    return column(new arrow.Float64(), (parts, rows) => ({
      data: joinDecimals(parts, rows, type.width, type.scale),
    }));
  const make = plain[type.typeId];
  if (!make) throw new TypeError(`no Arrow column for ${type.toString()}: cast it in the query`);
  return make();
}
