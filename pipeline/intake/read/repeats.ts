import { tooLarge } from './failures.ts';

/** More copies of filled cells than this nobody makes by hand; the library needs a second for each million. */
const MAXIMUM_COPIES = 1_000_000;

const ROW = /<table:table-row(\s[^>]*)?>/g;
const CELL = /<table:(?:covered-)?table-cell(\s[^>]*)?>/g;
const timesOf = (attributes: string | undefined, what: 'rows' | 'columns'): number =>
  Number(new RegExp(`number-${what}-repeated="(\\d+)"`).exec(attributes ?? '')?.[1] ?? 1);

/**
 * Refuses an OpenDocument that repeats filled rows and cells without end: the library writes each of
 * them out. Empty ones, which every such file ends in, do not count.
 * @param markup text of `content.xml` or of a flat OpenDocument
 * @throws Failure `file_too_large`
 */
export function refuseEndlessRepeats(markup: string): void {
  let copies = 0;
  for (const row of markup.matchAll(ROW)) {
    const start = row.index + row[0].length;
    const end = markup.indexOf('</table:table-row>', start);
    const content = markup.slice(start, end < 0 ? markup.length : end);
    if (!/office:value|<text:p/.test(content)) continue;
    let inRow = 0;
    for (const [, attributes] of content.matchAll(CELL)) {
      if (attributes?.includes('office:')) inRow += timesOf(attributes, 'columns');
    }
    const times = timesOf(row[1], 'rows');
    if (times > 1 || inRow > MAXIMUM_COPIES) copies += times * Math.max(1, inRow);
    if (copies > MAXIMUM_COPIES) throw tooLarge('重复的行列太多', 'it repeats too many cells');
    if (end < 0) return;
  }
}
