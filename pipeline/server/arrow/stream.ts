import bindings from '@duckdb/node-bindings';
import {
  DuckDBTypeId,
  type DuckDBDataChunk,
  type DuckDBResult,
  type DuckDBType,
} from '@duckdb/node-api';
import { Field, RecordBatch, RecordBatchStreamWriter, Schema, Struct, Data } from 'apache-arrow';
import type { ArrowColumn } from './arrow-column.ts';
import { requireWhole } from './broken-off.ts';
import { arrowColumn } from './column.ts';
import { dictionaryColumn } from './dictionary-column.ts';

/**
 * Rows a record batch holds at least, but for the last: a chunk has 2,048, and each batch costs its
 * reader a header to read and a place to look in, so some chunks are put together.
 */
const BATCH_ROWS = 32_768;

/** Hands over what the writer wrote, instead of queueing it: so nothing is made before it is asked for. */
class PieceWriter extends RecordBatchStreamWriter {
  private pieces: Uint8Array[] = [];

  protected override _write(piece: ArrayBufferView): this {
    const bytes = new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
    if (bytes.length > 0) this.pieces.push(bytes);
    this._position += bytes.length;
    return this;
  }

  /** All that was written since the last call. */
  take(): Buffer {
    const bytes = Buffer.concat(this.pieces);
    this.pieces = [];
    return bytes;
  }
}

/**
 * Encodes a result as an Arrow IPC stream, from the declared column types and straight from the
 * column chunks: no row objects, no guessing. The same rows give the same bytes.
 * @param result of `connection.stream` (or `run`), not read from yet
 * @param dictionary names of text columns to send as dictionaries; others' names are ignored
 * @param columnOf makes the columns of other types
 * @returns the stream, a record batch a piece; a result without rows gives its schema and an empty batch
 * @throws TypeError before the first piece, where a column has a type that Arrow columns are not made for;
 *   BrokenOff where DuckDB fails in the midst of the rows
 */
export async function* arrowStream(
  result: Pick<
    DuckDBResult,
    'deduplicatedColumnNames' | 'columnTypes' | 'fetchChunk' | 'returnType'
  >,
  dictionary: readonly string[] = [],
  columnOf: (type: DuckDBType, place: number) => ArrowColumn = arrowColumn,
): AsyncGenerator<Buffer, void, void> {
  const names = result.deduplicatedColumnNames();
  const columns = result
    .columnTypes()
    .map((type, index) =>
      type.typeId === DuckDBTypeId.VARCHAR && dictionary.includes(names[index] ?? '')
        ? dictionaryColumn(index)
        : columnOf(type, index),
    );
  const schema = new Schema(
    columns.map((column, index) => new Field(names[index] ?? '', column.type, true)),
  );
  const writer = new PieceWriter();
  let chunks: DuckDBDataChunk[] = [];
  let rows = 0;
  let written = false;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (chunk && chunk.rowCount > 0) {
      chunks.push(chunk);
      rows += chunk.rowCount;
    }
    const end = !chunk || chunk.rowCount === 0;
    if (rows >= BATCH_ROWS || (end && (rows > 0 || !written))) {
      writer.write(recordBatch(schema, columns, chunks, rows));
      written = true;
      chunks = [];
      rows = 0;
      yield writer.take();
    }
    if (end) break;
  }
  requireWhole(result);
  writer.finish();
  yield writer.take();
}

function recordBatch(
  schema: Schema,
  columns: readonly ArrowColumn[],
  chunks: readonly DuckDBDataChunk[],
  rows: number,
): RecordBatch {
  const children = columns.map((column, index) =>
    column.build(
      chunks.map((chunk) => ({
        vector: bindings.data_chunk_get_vector(chunk.chunk, index),
        rows: chunk.rowCount,
      })),
      rows,
    ),
  );
  const data = new Data(new Struct(schema.fields), 0, rows, 0, {}, children);
  return new RecordBatch(schema, data);
}
