import type { Merge, Sheet } from '../grid.ts';
import { tooLarge, workbookUnreadable } from './failures.ts';
import { decodeEntities, htmlTokens, type HtmlToken } from './html-tokens.ts';
import { MAXIMUM_CELLS } from './sheets.ts';

/** Spans beyond these mean nothing: HTML's own bounds. */
const WIDEST_SPAN = 1_000;
const TALLEST_SPAN = 65_534;
const MAXIMUM_COLUMNS = 16_384;

/** Tags after which text stands on a line of its own. */
const BLOCKS = new Set(['p', 'div', 'li', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'caption']);
const ROW_TAGS = new Set(['tr', 'thead', 'tbody', 'tfoot']);

/** One table as it is being read. */
class HtmlTable {
  readonly rows: string[][] = [];
  readonly merges: Merge[] = [];
  /** For each column, how many further rows a cell above covers. */
  #covered: number[] = [];
  #column = 0;
  #inRow = false;
  #cell: { readonly column: number; words: string } | undefined;

  constructor(titles: readonly string[]) {
    for (const title of titles) this.rows.push([title]);
  }

  get inCell(): boolean {
    return this.#cell !== undefined;
  }

  say(words: string): void {
    if (this.#cell) this.#cell.words += words;
  }

  beginRow(): void {
    this.endRow();
    this.rows.push([]);
    this.#inRow = true;
    this.#column = 0;
  }

  endRow(): void {
    this.endCell();
    if (!this.#inRow) return;
    this.#inRow = false;
    this.#covered = this.#covered.map((rows) => Math.max(0, rows - 1));
  }

  beginCell(attributes: string): void {
    this.endCell();
    if (!this.#inRow) this.beginRow();
    while ((this.#covered[this.#column] ?? 0) > 0) this.#column += 1;
    const across = spanOf(attributes, 'colspan', WIDEST_SPAN);
    const down = spanOf(attributes, 'rowspan', TALLEST_SPAN);
    const [top, left] = [this.rows.length - 1, this.#column];
    if (left + across > MAXIMUM_COLUMNS) throw tooLarge('列太多', 'it has too many columns');
    if (across > 1 || down > 1)
      this.merges.push({ top, left, bottom: top + down - 1, right: left + across - 1 });
    this.#column += across;
    // This row, too, counts down when it ends.
    for (let column = left; column < this.#column; column++) {
      while (this.#covered.length < column) this.#covered.push(0);
      this.#covered[column] = down;
    }
    this.#cell = { column: left, words: '' };
  }

  endCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    const words = cell && tidy(cell.words);
    if (!cell || !words) return;
    const row = this.rows.at(-1) ?? [];
    while (row.length < cell.column) row.push('');
    row.push(words);
  }
}

function spanOf(attributes: string, name: string, most: number): number {
  const value = new RegExp(`\\b${name}\\s*=\\s*["']?(\\d{1,6})`, 'i').exec(attributes)?.[1];
  return Math.min(most, Math.max(1, Number(value ?? 1)));
}

/** White space as a browser shows it; line breaks are those that tags made. */
const tidy = (words: string): string =>
  decodeEntities(words)
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .trim();

/** Text whose line breaks are only for the eyes of programmers. */
const flat = (text: string): string => text.replace(/[\r\n]+/g, ' ');

/**
 * Reads the tables of an HTML page, as many programs save under a workbook's name: each a sheet, text
 * above it as its title rows. Tags that need not be closed may be left open.
 * @throws Failure `workbook_unreadable` where there is no table or the page is cut off,
 *   `file_too_large`
 */
export function readHtml(html: string): Sheet[] {
  const tables: HtmlTable[] = [];
  const open: HtmlTable[] = [];
  let loose = '';
  for (const token of htmlTokens(html)) {
    const table = open.at(-1);
    if ('tag' in token && token.tag === 'table') {
      if (token.closing) open.pop()?.endRow();
      else {
        const next = new HtmlTable(linesOf(loose));
        loose = '';
        tables.push(next);
        open.push(next);
      }
    } else if (table && 'tag' in token && isStructure(token)) build(table, token);
    else if (table?.inCell) table.say(wordsOf(token));
    else loose += wordsOf(token);
  }
  if (open.length > 0 || tables.length === 0) throw workbookUnreadable();
  for (const line of linesOf(loose)) tables.at(-1)?.rows.push([line]);
  const cells = tables.flatMap(({ rows }) => rows).reduce((sum, { length }) => sum + length, 0);
  if (cells > MAXIMUM_CELLS) throw tooLarge('单元格太多', 'it has too many cells');
  return tables.map((table, index) => ({
    name: `Sheet${index + 1}`,
    hidden: false,
    rows: table.rows,
    merges: withinRows(table),
  }));
}

type Tag = Extract<HtmlToken, { tag: string }>;

const isStructure = ({ tag }: Tag): boolean => tag === 'td' || tag === 'th' || ROW_TAGS.has(tag);

function build(table: HtmlTable, { tag, closing, attributes }: Tag): void {
  if (tag === 'td' || tag === 'th') {
    if (closing) table.endCell();
    else table.beginCell(attributes);
  } else if (tag === 'tr' && !closing) table.beginRow();
  else table.endRow();
}

function wordsOf(token: HtmlToken): string {
  if ('text' in token) return flat(token.text);
  return token.tag === 'br' || BLOCKS.has(token.tag) ? '\n' : '';
}

const linesOf = (words: string): string[] => tidy(words).split('\n').filter(Boolean);

/** Merges that do not reach below the last row. */
const withinRows = ({ rows, merges }: HtmlTable): Merge[] =>
  merges.map((merge) => ({ ...merge, bottom: Math.min(merge.bottom, rows.length - 1) }));
