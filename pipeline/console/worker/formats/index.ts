import type { ConsoleLimits } from '../../limits.ts';
import type { Format } from '../../messages.ts';
import { arrowStream } from '../../../server/arrow/index.ts';
import { csvPieces } from '../../../server/export/csv.ts';
import { xlsxPieces } from '../../../server/export/xlsx.ts';
import { sheetOf } from '../cells.ts';
import type { ResultRows } from '../rows.ts';
import { consoleColumn } from '../value-column.ts';
import { cellPieces } from './cells.ts';
import { jsonPieces } from './json.ts';
import { parquetPieces } from './parquet.ts';

type Pieces = AsyncGenerator<string | Uint8Array>;

const writers: Readonly<
  Record<Format, (result: ResultRows, folder: string, limits: ConsoleLimits) => Pieces>
> = {
  cells: cellPieces,
  arrow: (result) => arrowStream(result, [], consoleColumn),
  csv: (result) => csvPieces(sheetOf(result, false)),
  json: jsonPieces,
  parquet: parquetPieces,
  xlsx: (result) => xlsxPieces(sheetOf(result, true), 'SQL'),
};

/**
 * Writes an answer, piece by piece.
 * @param folder for what cannot be written in one go; this process's own
 */
export const writePieces = (
  format: Format,
  result: ResultRows,
  folder: string,
  limits: ConsoleLimits,
): Pieces => writers[format](result, folder, limits);
