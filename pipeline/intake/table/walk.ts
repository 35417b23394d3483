import { isBlank, type Sheet } from '../grid.ts';
import type { DecidedHeader, Vocabulary } from './decide.ts';
import { mergesByRow, resolveSame, withMerged, type MergesByRow } from './fill.ts';
import { missingColumns } from './find.ts';
import { HeaderRows, repeats } from './header-row.ts';
import { Part, widthsOfMerges } from './part.ts';
import { namesMonth, periodNamed } from './period.ts';
import { classifyRow, mayBeTitle, type RowKind } from './rows.ts';
import { sectionOf, type Section } from './section.ts';
import type { SkippedRow, Table } from './table.ts';
import { usableHeader } from './usable-header.ts';

/** How many rows a header in the middle of a sheet is judged by. */
const WINDOW_ROWS = 320;

/** What a sheet holds. */
export interface SheetTables {
  readonly tables: readonly Table[];
  /** Rows that belong to no table, and why. */
  readonly outside: readonly SkippedRow[];
  /** A table that cannot be used, for want of required columns. */
  readonly incomplete?: DecidedHeader;
}

/** A row that is no data, until it is known whose it is. */
interface Pending {
  readonly index: number;
  readonly kind: Exclude<RowKind, 'data'>;
  readonly cells: readonly string[];
  readonly section?: Section;
}

/** The walk down a sheet, from its first header on. */
export class SheetWalk {
  readonly #parts: Part[] = [];
  readonly #outside: SkippedRow[] = [];
  readonly #merges: MergesByRow;
  readonly #widths: ReadonlyMap<number, number>;
  /** Titles of the first header, row by row, the nearest first. */
  readonly #firstTitles: readonly (readonly string[])[];
  /** The header of the block that the walk is in, as it was before headings among its rows. */
  #block: DecidedHeader;
  #part: Part;
  #headers: HeaderRows;
  #pending: Pending[] = [];
  #sections: { unit?: string; month?: string } = {};

  constructor(
    private readonly sheet: Sheet,
    private readonly fileName: string,
    private readonly vocabulary: Vocabulary,
    first: DecidedHeader,
  ) {
    this.#merges = mergesByRow(sheet);
    this.#widths = widthsOfMerges(sheet);
    this.#block = first;
    this.#part = new Part(sheet, first);
    this.#headers = this.#headersOf(first);
    this.#firstTitles = sheet.rows
      .slice(0, first.top)
      .map((row) => row.map((cell) => cell.trim()).filter(Boolean))
      .filter((texts) => texts.length > 0)
      .reverse();
    this.#skip(0, first.top, 'title');
    this.#skip(first.top, first.bottom + 1, 'header');
    this.#walk(first.bottom + 1);
  }

  result(): SheetTables {
    const filled = this.#parts.filter(({ rows }) => rows.length > 0);
    const used = filled.length > 0 ? filled : this.#parts.slice(0, 1);
    const unused = this.#parts.filter((part) => !used.includes(part));
    const outside = [...this.#outside, ...unused.flatMap(({ skipped }) => skipped)];
    const incomplete = used.find(({ header }) => header.missing.length > 0)?.header;
    const tables = used.map((part) => part.table());
    return { tables, outside, ...(incomplete ? { incomplete } : {}) };
  }

  #walk(start: number): void {
    const { rows, hiddenRows } = this.sheet;
    const hidden = new Set(hiddenRows);
    let afterNote = false;
    for (let index = start; index < rows.length; index++) {
      const written = rows[index] ?? [];
      if (isBlank(written)) {
        this.#pending.push({ index, kind: 'blank', cells: written });
        continue;
      }
      if (hidden.has(index)) {
        this.#part.skip(index, 'hidden', written);
        continue;
      }
      const bottom = this.#headerAt(index, written);
      if (bottom !== undefined) {
        index = bottom;
        afterNote = false;
        continue;
      }
      const section = this.#sectionAt(written);
      if (section) {
        this.#pending.push({ index, kind: 'outside', cells: written, section });
        afterNote = false;
        continue;
      }
      const cells = withMerged(this.sheet, index, this.#merges, this.#part.counted);
      const headed = this.#pending.some((item) => item.section);
      const read = resolveSame(cells, headed ? undefined : this.#part.rows.at(-1)?.read);
      const spanned = (this.#widths.get(index) ?? 0) * 2 >= this.#part.header.columns.length;
      const kind = classifyRow(read, this.#part.shape, afterNote, spanned);
      afterNote = kind === 'note' || (afterNote && kind === 'blank');
      if (kind === 'data' && isLone(written) && this.#headerFollows(index)) {
        this.#pending.push({ index, kind: 'outside', cells: written });
      } else if (kind === 'data') {
        this.#beginSection();
        this.#part.rows.push({ rowNumber: index + 1, cells, read });
      } else this.#pending.push({ index, kind, cells });
    }
    this.#settle(this.#pending);
    this.#parts.push(this.#part);
  }

  /** Takes in a header in the middle of the sheet; its last row, or undefined where the row is none. */
  #headerAt(index: number, row: readonly string[]): number | undefined {
    const { header } = this.#part;
    const { rows } = this.sheet;
    const again =
      repeats(row, rows[header.top]) ||
      (header.bottom > header.top && repeats(row, rows[header.bottom]));
    if (!again && !this.#headers.mayBegin(row)) return undefined;
    const titles = this.#titlesBefore(index);
    if (again && titles.length === 0 && header.top === header.bottom) {
      this.#pending.push({ index, kind: 'header', cells: row });
      return index;
    }
    const own = titles.flatMap(({ cells }) => cells.map((cell) => cell.trim()).filter(Boolean));
    const found = this.#headerIn(index, this.#titlesOf(own));
    if (!found) return undefined;
    if (titles.length === 0 && sameLayout(found, header)) {
      for (let at = index; at <= found.bottom; at++) {
        const cells = rows[at] ?? [];
        if (!isBlank(cells)) this.#pending.push({ index: at, kind: 'header', cells });
      }
      return found.bottom;
    }
    this.#settle(this.#pending.filter((item) => !titles.includes(item)));
    this.#pending = [];
    this.#parts.push(this.#part);
    this.#block = found;
    this.#part = new Part(this.sheet, found);
    this.#headers = this.#headersOf(found);
    this.#sections = {};
    for (const { index: at, cells } of titles) this.#part.skip(at, 'title', cells);
    this.#skip(found.top, found.bottom + 1, 'header');
    return found.bottom;
  }

  /** Whether a header comes next, with at most other lone cells before it: what stands over it is its title. */
  #headerFollows(index: number): boolean {
    const { rows } = this.sheet;
    const next = rows.slice(index + 1, index + 6).find((row) => !isBlank(row) && !isLone(row));
    if (!next) return false;
    const { top, bottom } = this.#part.header;
    return repeats(next, rows[top]) || repeats(next, rows[bottom]) || this.#headers.mayBegin(next);
  }

  /** Rows just above a header that speak of it and not of the table above, the nearest first. */
  #titlesBefore(index: number): Pending[] {
    const above = this.#pending.filter((item) => item.index < index).reverse();
    const gap = above.findIndex(({ kind }) => kind !== 'blank');
    if (gap < 0) return [];
    const titles: Pending[] = [];
    for (const item of above.slice(gap)) {
      const words = item.cells.map((cell) => cell.trim()).filter(Boolean);
      if (item.kind === 'blank' || words.length > 4 || !words.every(mayBeTitle)) break;
      titles.push(item);
    }
    const last = above[gap + titles.length];
    // What follows the data of the table above without a blank row, and has one below, is its note.
    return gap > 0 && last?.kind !== 'blank' && titles.every(({ kind }) => kind === 'note')
      ? []
      : titles;
  }

  /**
   * Titles of a later table: its own; then those of the sheet, without the one that stands over the
   * first table where this could lend the later one a month that is not its own.
   */
  #titlesOf(own: readonly string[]): readonly string[] {
    const sheetwide = this.#firstTitles.slice(own.some((words) => namesMonth(words)) ? 0 : 1);
    return [...own, ...sheetwide.flat()];
  }

  /** The header that begins in a row, as it is when only what follows is looked at. */
  #headerIn(index: number, titles: readonly string[]): DecidedHeader | undefined {
    const { rows, merges } = this.sheet;
    const view: Sheet = {
      ...this.sheet,
      rows: rows.slice(index, index + WINDOW_ROWS),
      merges: merges
        .filter(({ top }) => top >= index && top < index + WINDOW_ROWS)
        .map(({ top, bottom, left, right }) => ({
          top: top - index,
          bottom: bottom - index,
          left,
          right,
        })),
    };
    const found = usableHeader(view, this.fileName, this.vocabulary, { at: 0, titles });
    return found && { ...found, top: found.top + index, bottom: found.bottom + index };
  }

  #sectionAt(row: readonly string[]): Section | undefined {
    const { wants } = this.#part;
    if (!wants.unit && !wants.month) return undefined;
    const filled = row.filter((cell) => cell.trim() !== '');
    const [words] = filled;
    if (words === undefined || filled.length > 1) return undefined;
    return sectionOf(words.trim(), wants, this.vocabulary);
  }

  /** Data follow: a heading among the rows before them makes them a table of their own. */
  #beginSection(): void {
    if (this.#pending.length === 0) return;
    const sections = this.#pending.flatMap(({ section }) => section ?? []);
    if (sections.length > 0) {
      for (const { words, unit, month } of sections) {
        if (unit) this.#sections = { unit: words, ...(month ? { month: words } : {}) };
        else this.#sections.month = words;
      }
      const first = this.#pending.findIndex(({ section }) => section);
      this.#settle(this.#pending.slice(0, first));
      this.#parts.push(this.#part);
      this.#part = new Part(this.sheet, this.#headerUnder(this.#block));
      this.#settle(this.#pending.slice(first));
    } else this.#settle(this.#pending);
    this.#pending = [];
  }

  /** The same header as its rows stand under a heading. */
  #headerUnder(header: DecidedHeader): DecidedHeader {
    const { unit, month } = this.#sections;
    const own = [...new Set([month, unit])].filter((words) => words !== undefined);
    const titles = [...own, ...header.titles];
    const period = periodNamed([...titles, this.sheet.name, this.fileName]);
    const matched = new Set(header.columns.flatMap(({ column }) => column ?? []));
    const missing = missingColumns(header.contract, matched, period, header.titled);
    return { ...header, titles, period, missing };
  }

  #headersOf({ top, bottom }: DecidedHeader): HeaderRows {
    const own = this.sheet.rows
      .slice(top, bottom + 1)
      .flat()
      .filter(Boolean);
    return new HeaderRows(this.vocabulary.headers, own);
  }

  #settle(items: readonly Pending[]): void {
    for (const { index, kind, cells, section } of items) {
      if (kind !== 'blank') this.#part.skip(index, section ? 'title' : kind, cells);
    }
  }

  #skip(from: number, to: number, why: 'title' | 'header'): void {
    for (let index = from; index < to; index++) {
      const cells = this.sheet.rows[index] ?? [];
      if (!isBlank(cells)) this.#part.skip(index, why, cells);
    }
  }
}

function isLone(row: readonly string[]): boolean {
  let filled = 0;
  for (const cell of row) if (cell.trim() !== '' && (filled += 1) > 1) return false;
  return filled === 1;
}

const sameLayout = (one: DecidedHeader, other: DecidedHeader): boolean =>
  one.contract === other.contract &&
  one.columns.length === other.columns.length &&
  one.columns.every(({ column, positions }, index) => {
    const its = other.columns[index];
    return its?.column === column && its.positions[0] === positions[0];
  });
