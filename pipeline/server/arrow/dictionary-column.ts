import * as arrow from 'apache-arrow';
import type { ArrowColumn } from './arrow-column.ts';
import { joinTexts, type TextBuffers } from './text-column.ts';
import { isValid } from './part.ts';
import { joinValidity } from './validity.ts';

/**
 * A text column as a dictionary: each distinct text is sent once, each row as its number. The words
 * that a batch brings are added to those sent before (Arrow's delta dictionaries), so nothing has to
 * be known beforehand and nothing is held back. Made anew for each stream.
 * @param place of the column in its table, by which its dictionary is told from others
 */
export function dictionaryColumn(place: number): ArrowColumn {
  const utf8 = new arrow.Utf8();
  const type = new arrow.Dictionary(utf8, new arrow.Int32(), place);
  const numbers = new Map<string, number>();
  const words: arrow.Data<arrow.Utf8>[] = [];
  return {
    type,
    build(parts, rows) {
      const { nullCount, bits } = joinValidity(parts, rows);
      const texts = joinTexts(parts, rows);
      const { indices, added } = numberTexts(texts, bits, numbers);
      if (added.length > 0 || words.length === 0) words.push(wordData(utf8, texts, added));
      const buffers = {
        [arrow.BufferType.DATA]: indices,
        ...(bits && { [arrow.BufferType.VALIDITY]: bits }),
      };
      return new arrow.Data(type, 0, rows, nullCount, buffers, [], new arrow.Vector([...words]));
    },
  };
}

/** @returns each row's number, and the rows that brought a text not seen before */
function numberTexts(
  { offsets, bytes }: TextBuffers,
  bits: Uint8Array | null,
  numbers: Map<string, number>,
) {
  const rows = offsets.length - 1;
  const indices = new Int32Array(rows);
  const added: number[] = [];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = 0; row < rows; row++) {
    if (!isValid(bits, row)) continue;
    // One character a byte is cheaper than decoding, and tells texts apart just as well.
    const key = buffer.toString('latin1', offsets[row], offsets[row + 1]);
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
      added.push(row);
    }
    indices[row] = number;
  }
  return { indices, added };
}

function wordData(
  type: arrow.Utf8,
  { offsets, bytes }: TextBuffers,
  rows: readonly number[],
): arrow.Data<arrow.Utf8> {
  const pieces = rows.map((row) => bytes.subarray(offsets[row], offsets[row + 1]));
  const valueOffsets = new Int32Array(rows.length + 1);
  pieces.forEach((piece, index) => {
    valueOffsets[index + 1] = (valueOffsets[index] ?? 0) + piece.length;
  });
  return arrow.makeData({ type, length: rows.length, valueOffsets, data: Buffer.concat(pieces) });
}
