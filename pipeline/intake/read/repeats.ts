import { tooLarge } from './failures.ts';
import { MAXIMUM_CELLS } from './sheets.ts';

const ROW = /<table:table-row(\s[^>]*)?>/g;
const CELL = /<table:(?:covered-)?table-cell(\s[^>]*)?>/g;
const timesOf = (attributes: string | undefined, what: 'rows' | 'columns'): number =>
  Number(new RegExp(`number-${what}-repeated="(\\d+)"`).exec(attributes ?? '')?.[1] ?? 1);

/**
 * Refuses an OpenDocument whose repeated rows and cells would come to more than a file may hold: the
 * library writes each of them out. Empty ones, which every such file ends in, do not count.
 * @param markup text of `content.xml` or of a flat OpenDocument
 * @throws Failure `file_too_large`
 */
export function refuseEndlessRepeats(markup: string): void {
  let cells = 0;
  for (const row of markup.matchAll(ROW)) {
    const start = row.index + row[0].length;
    const end = markup.indexOf('</table:table-row>', start);
    const content = markup.slice(start, end < 0 ? markup.length : end);
    if (!/office:value|<text:p/.test(content)) continue;
    let inRow = 0;
    for (const [, attributes] of content.matchAll(CELL)) {
      if (attributes?.includes('office:')) inRow += timesOf(attributes, 'columns');
    }
    cells += timesOf(row[1], 'rows') * Math.max(1, inRow);
    if (cells > MAXIMUM_CELLS) throw tooLarge('单元格太多', 'it has too many cells');
    if (end < 0) return;
  }
}
