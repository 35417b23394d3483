import type { Sheet } from '../grid.ts';
import { decideColumns, type DecidedHeader, type Vocabulary } from './decide.ts';
import { HeaderRows } from './header-row.ts';
import { findHeader, isAlike, type HeaderSearch } from './find.ts';

/**
 * The first header of a sheet: one that is known for certain, or else one borne out by what stands
 * under it. A table further up that lacks something goes first, so that it is not taken for titles.
 */
export function firstHeader(
  sheet: Sheet,
  fileName: string,
  vocabulary: Vocabulary,
): DecidedHeader | undefined {
  const found = usableHeader(sheet, fileName, vocabulary);
  const headers = new HeaderRows(vocabulary.headers, []);
  for (let at = 0; at < (found?.top ?? 0) - 1; at++) {
    if (!headers.mayBegin(sheet.rows[at] ?? [])) continue;
    const above = usableHeader(sheet, fileName, vocabulary, { at });
    if (above && above.bottom < (found?.top ?? 0) - 1) return above;
  }
  return found;
}

/** The header that is known for certain, or else one borne out by what stands under it. */
export function usableHeader(
  sheet: Sheet,
  fileName: string,
  vocabulary: Vocabulary,
  search: HeaderSearch = {},
): DecidedHeader | undefined {
  const words = vocabulary.headers;
  const strict = findHeader(sheet, fileName, { ...search, words });
  const decided = strict && decideColumns(sheet, strict, vocabulary);
  if (decided?.missing.length === 0) return decided;
  const loose = findHeader(sheet, fileName, { ...search, words, loose: true });
  const tried = loose && decideColumns(sheet, loose, vocabulary);
  if (!tried) return decided;
  if (tried.missing.length === 0) return tried;
  const matched = tried.columns.filter(({ column }) => column !== null).length;
  const alike = isAlike(tried.contract, matched, tried.missing, tried.titled);
  return decided ?? (alike ? tried : undefined);
}
