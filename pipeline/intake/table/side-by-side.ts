import { cellText, type Merge, type Sheet } from '../grid.ts';

/** Columns of a sheet, from 0, both ends inclusive. */
export interface Band {
  readonly left: number;
  readonly right: number;
}

/** Fewer columns make no table beside another. */
const LEAST_COLUMNS = 3;

/**
 * The bands of columns that tables standing side by side may take up: where the header repeats itself
 * to the right, or is parted by columns that are empty all the way down.
 * @param header its rows, from 0
 * @returns one band where the sheet is a single table wide
 */
export function bandsOf(
  sheet: Sheet,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): Band[] {
  const widths = sheet.rows.slice(top).map((row) => row.length);
  const right = widths.reduce((widest, width) => Math.max(widest, width), 0) - 1;
  const bands = parted(sheet, top, right).flatMap((band) => repeated(sheet, top, bottom, band));
  return bands.every((band) => band.right - band.left + 1 >= LEAST_COLUMNS)
    ? bands
    : [{ left: 0, right }];
}

/** Splits at columns in which nothing stands from the header down. */
function parted({ rows, merges }: Sheet, top: number, right: number): Band[] {
  const used = new Set<number>();
  for (const row of rows.slice(top))
    row.forEach((cell, position) => cell.trim() !== '' && used.add(position));
  for (const merge of merges)
    if (merge.top >= top)
      for (let position = merge.left; position <= merge.right; position++) used.add(position);
  const bands: Band[] = [];
  for (let position = 0; position <= right; position++) {
    if (!used.has(position)) continue;
    const last = bands.at(-1);
    if (last?.right === position - 1) bands[bands.length - 1] = { ...last, right: position };
    else bands.push({ left: position, right: position });
  }
  return bands;
}

/** Splits a band whose header is one row of titles over and over again. */
function repeated({ rows }: Sheet, top: number, bottom: number, band: Band): Band[] {
  const titles = Array.from({ length: band.right - band.left + 1 }, (_, index) =>
    rows
      .slice(top, bottom + 1)
      .map((row) => cellText(row, band.left + index))
      .join('\n'),
  );
  for (let width = LEAST_COLUMNS; width * 2 <= titles.length; width++) {
    if (titles.length % width !== 0 || titles[0]?.trim() === '') continue;
    if (!titles.every((title, index) => title === titles[index % width])) continue;
    if (new Set(titles).size < LEAST_COLUMNS) continue;
    return Array.from({ length: titles.length / width }, (_, nth) => ({
      left: band.left + nth * width,
      right: band.left + (nth + 1) * width - 1,
    }));
  }
  return [band];
}

/**
 * The sheet as it is for one of its bands: what stands in the others is left out. What stands above the
 * header is everybody's, unless several bands have something of their own in that row.
 */
export function sheetOfBand(sheet: Sheet, bands: readonly Band[], band: Band, top: number): Sheet {
  const isWithin = (position: number) => position >= band.left && position <= band.right;
  const shared = (row: readonly string[]) =>
    bands.filter(({ left, right }) => row.slice(left, right + 1).some((cell) => cell.trim() !== ''))
      .length < 2;
  const rows = sheet.rows.map((row, index) =>
    index < top && shared(row) ? row : row.map((cell, at) => (isWithin(at) ? cell : '')),
  );
  const merges = sheet.merges.flatMap((merge): Merge[] => {
    const [left, right] = [Math.max(merge.left, band.left), Math.min(merge.right, band.right)];
    if (merge.bottom < top) return [merge];
    return left <= right && merge.left >= band.left ? [{ ...merge, left, right }] : [];
  });
  return { ...sheet, rows, merges };
}
