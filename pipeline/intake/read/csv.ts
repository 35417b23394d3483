import Papa, { type ParseError } from 'papaparse';
import type { Sheet } from '../grid.ts';
import type { FileKind } from '../file-kind.ts';
import { tooLarge } from './failures.ts';
import { MAXIMUM_CELLS } from './sheets.ts';

/** What may stand between two cells, the likelier first; 、 also joins names within a cell. */
const DELIMITERS = [',', '\t', ';', '|', '，', '；', '、'];
const SAMPLE_RECORDS = 100;
const SAMPLE_CHARACTERS = 131_072;

/** The line by which Excel is told the delimiter; no row of the sheet. */
const DELIMITER_LINE = /^\uFEFF?sep=(.)(?:\r\n|\r|\n|$)/i;

/** Stands for a quotation mark that opens a cell and is never closed: it is a plain character then. */
const LONE_QUOTE = '\uE000';
const MOST_LONE_QUOTES = 20;
const LINE = /^[^\r\n]*/;
const LINE_CHARACTERS = 2_000;

/** Delimited text as the sheet that Excel would show, and whether tabs delimit it. */
export interface Delimited {
  readonly kind: FileKind;
  readonly sheets: Sheet[];
}

/**
 * Reads delimited text whose delimiter and line ends are not known beforehand.
 * Rows are records: a line break inside quotes stays in its cell, as Excel shows it.
 * @throws Failure `file_too_large`
 */
export function readDelimited(content: string): Delimited {
  const [line = '', told] = DELIMITER_LINE.exec(content) ?? [];
  const cells = content.slice(line.length);
  const delimiter = told ?? guessDelimiter(cells.slice(0, SAMPLE_CHARACTERS));
  const rows = recordsOf(cells, delimiter);
  if (rows.reduce((sum, { length }) => sum + length, 0) > MAXIMUM_CELLS) {
    throw tooLarge('单元格太多', 'it has too many cells');
  }
  return {
    kind: delimiter === '\t' ? 'tsv' : 'csv',
    sheets: [{ name: '', hidden: false, rows, merges: [] }],
  };
}

/** The rows of delimited text. */
export const readCsv = (content: string): Sheet[] => readDelimited(content).sheets;

/**
 * The records. A quotation mark that is never closed would swallow what follows: all of it, or up to
 * the next quoted cell, which the delimiter in the rest of its own line gives away.
 */
function recordsOf(content: string, delimiter: string): string[][] {
  let cells = content;
  let lone = 0;
  for (;;) {
    const { data, errors } = Papa.parse<string[]>(cells, { delimiter, skipEmptyLines: false });
    // The index is that of the cell's first character, after the quotation mark.
    const swallows = ({ code, index = 0 }: ParseError) =>
      code === 'MissingQuotes' ||
      (code === 'InvalidQuotes' &&
        LINE.exec(cells.slice(index, index + LINE_CHARACTERS))?.[0].includes(delimiter));
    const open = (errors.find(swallows)?.index ?? 0) - 1;
    if (open < 0 || lone === MOST_LONE_QUOTES || cells[open] !== '"') {
      return lone === 0
        ? data
        : data.map((row) => row.map((cell) => cell.replaceAll(LONE_QUOTE, '"')));
    }
    cells = cells.slice(0, open) + LONE_QUOTE + cells.slice(open + 1);
    lone += 1;
  }
}

/**
 * The delimiter of a sample: the one by which most of its records have the same number of cells, and
 * more than one; of equals the one that makes more of them.
 */
export function guessDelimiter(sample: string): string {
  let best = { delimiter: ',', records: 0, width: 1 };
  for (const delimiter of DELIMITERS) {
    if (!sample.includes(delimiter)) continue;
    const found = shapeBy(sample, delimiter);
    const better =
      found.width > 1 &&
      (found.records > best.records * 1.2 ||
        (found.records >= best.records && found.width > best.width));
    if (better) best = { delimiter, ...found };
  }
  return best.delimiter;
}

/** How many records of a sample share the commonest width, by a delimiter. */
function shapeBy(sample: string, delimiter: string): { records: number; width: number } {
  const { data } = Papa.parse<string[]>(sample, {
    delimiter,
    preview: SAMPLE_RECORDS,
    skipEmptyLines: 'greedy',
  });
  const widths = new Map<number, number>();
  for (const { length } of data) {
    if (length > 1) widths.set(length, (widths.get(length) ?? 0) + 1);
  }
  let shape = { records: 0, width: 1 };
  for (const [width, records] of widths) {
    if (records > shape.records) shape = { records, width };
  }
  return shape;
}
