import { isBlank, type Sheet } from '../grid.ts';
import type { DecidedHeader, Vocabulary } from './decide.ts';
import type { SkippedRow } from './table.ts';
import { bandsOf, sheetOfBand } from './side-by-side.ts';
import { firstHeader } from './usable-header.ts';
import { SheetWalk, type SheetTables } from './walk.ts';

/** Finds all tables of a sheet, below each other and side by side, each under its own titles. */
export function tablesOfSheet(sheet: Sheet, fileName: string, vocabulary: Vocabulary): SheetTables {
  const header = firstHeader(sheet, fileName, vocabulary);
  if (!header) return { tables: [], outside: rowsOutside(sheet) };
  return (
    tablesSideBySide(sheet, fileName, vocabulary, header) ??
    new SheetWalk(sheet, fileName, vocabulary, header).result()
  );
}

/** The tables of a sheet whose first header stands beside another; undefined where it stands alone. */
function tablesSideBySide(
  sheet: Sheet,
  fileName: string,
  vocabulary: Vocabulary,
  { top, bottom }: DecidedHeader,
): SheetTables | undefined {
  const bands = bandsOf(sheet, { top, bottom });
  if (bands.length < 2) return undefined;
  const found: SheetTables[] = [];
  for (const band of bands) {
    const view = sheetOfBand(sheet, bands, band, top);
    const header = firstHeader(view, fileName, vocabulary);
    // A list of choices or a remark at the side is no table: then all is one.
    if (!header || header.missing.length > 0) return undefined;
    const inBand = new SheetWalk(view, fileName, vocabulary, header).result();
    found.push(found.length === 0 ? inBand : withoutShared(inBand, sheet, view, top));
  }
  return {
    tables: found.flatMap(({ tables }) => tables.map((table) => ({ ...table, beside: true }))),
    outside: found.flatMap(({ outside }) => outside),
  };
}

/** What a band is found to hold, without the titles that it shares with the band before it. */
function withoutShared(found: SheetTables, sheet: Sheet, view: Sheet, top: number): SheetTables {
  const isOwn = ({ rowNumber }: SkippedRow) =>
    rowNumber > top || view.rows[rowNumber - 1] !== sheet.rows[rowNumber - 1];
  return {
    ...found,
    tables: found.tables.map((table) => ({ ...table, skipped: table.skipped.filter(isOwn) })),
    outside: found.outside.filter(isOwn),
  };
}

/** Every filled row of a sheet without a table, as rows outside of any. */
export const rowsOutside = (sheet: Sheet): SkippedRow[] =>
  sheet.rows.flatMap((cells, index) =>
    isBlank(cells) ? [] : [{ rowNumber: index + 1, why: 'outside' as const, cells }],
  );
