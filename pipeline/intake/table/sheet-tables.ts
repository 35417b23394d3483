import { isBlank, type Sheet } from '../grid.ts';
import type { DecidedHeader, Vocabulary } from './decide.ts';
import type { SkippedRow, Table } from './table.ts';
import { firstHeader } from './usable-header.ts';
import { SheetWalk } from './walk.ts';

/** What a sheet holds. */
export interface SheetTables {
  readonly tables: readonly Table[];
  /** Rows that belong to no table, and why. */
  readonly outside: readonly SkippedRow[];
  /** A table that cannot be used, for want of required columns. */
  readonly incomplete?: DecidedHeader;
}

/** Finds all tables of a sheet, one below the other, each under its own titles. */
export function tablesOfSheet(sheet: Sheet, fileName: string, vocabulary: Vocabulary): SheetTables {
  const header = firstHeader(sheet, fileName, vocabulary);
  if (!header) return { tables: [], outside: rowsOutside(sheet) };
  return new SheetWalk(sheet, fileName, vocabulary, header).result();
}

/** Every filled row of a sheet without a table, as rows outside of any. */
export const rowsOutside = (sheet: Sheet): SkippedRow[] =>
  sheet.rows.flatMap((cells, index) =>
    isBlank(cells) ? [] : [{ rowNumber: index + 1, why: 'outside' as const, cells }],
  );
