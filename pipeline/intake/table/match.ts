import type { Contract } from '../../contracts/index.ts';
import { cellText, type Merge, type Sheet } from '../grid.ts';
import { changesSense } from './concepts.ts';
import { headerKey, knownHeader, type HeaderWords, type HowMatched } from './header.ts';
import { likenesses } from './similar.ts';

/** Why a column was read as it was, where its header alone did not say. */
export interface Evidence {
  /** The name that the header resembles, and how much, 0 to 1. */
  readonly resembles?: string;
  readonly similarity?: number;
  /** How many of the cells looked at say anything, and how many of these fit the column. */
  readonly cells: number;
  readonly fitting: number;
  /** The values stand in the column to the right of their header. */
  readonly beside?: true;
}

/** One column of a found table. */
export interface FoundColumn {
  /** The contract's column; null where the contract knows none. */
  readonly column: string | null;
  /** The header as written, upper rows first, parted by " / ". */
  readonly header: string;
  /** Where its cells stand, from 0; more than one where a merged header covers several columns. */
  readonly positions: readonly number[];
  readonly how: HowMatched | null;
  /** How sure the reading is, 0 to 1; 0 where it is none of the contract's columns. */
  readonly certainty: number;
  readonly evidence?: Evidence;
}

/** A column as `intake.file_table` describes it. */
export interface ColumnDescription {
  readonly header: string;
  readonly column: string | null;
  readonly how: string | null;
  readonly certainty: number;
  readonly evidence?: Evidence;
}

export const describeColumn = (item: FoundColumn): ColumnDescription => ({
  header: item.header,
  column: item.column,
  how: item.how,
  certainty: item.certainty,
  ...(item.evidence ? { evidence: item.evidence } : {}),
});

/** How sure each way of recognising a header is by itself. */
const CERTAINTY: Readonly<Record<Exclude<HowMatched, 'similar' | 'made'>, number>> = {
  label: 1,
  confirmed: 1,
  synonym: 0.95,
};

/** What stands over one column. */
export interface HeaderPath {
  /** Texts from top to bottom, parted by " / "; empty where none stands there. */
  readonly header: string;
  /** Keys under which it may be known: all its texts together, its lowest alone. */
  readonly keys: readonly string[];
}

/** Header keys of cells, each made once. */
export class Keys {
  readonly #seen = new Map<string, string>();

  of(header: string): string {
    const known = this.#seen.get(header);
    if (known !== undefined) return known;
    const key = headerKey(header);
    this.#seen.set(header, key);
    return key;
  }
}

const REMARK = /^[（(].*[）)]$/u;

/** The header of each column, blanks and repetitions of merged cells left out. */
export function headerPaths(
  rows: readonly (readonly string[])[],
  top: number,
  bottom: number,
  keys: Keys,
): HeaderPath[] {
  const width = Math.max(...rows.slice(top, bottom + 1).map((row) => row.length));
  return Array.from({ length: width }, (_, position) => {
    const path: string[] = [];
    for (let row = top; row <= bottom; row++) {
      const cell = cellText(rows[row], position);
      if (cell !== '' && cell !== path.at(-1)) path.push(cell);
    }
    // A cell that is all in brackets is a remark on the header above it.
    const named = path.filter((text) => !REMARK.test(text));
    const lowest = keys.of(named.at(-1) ?? path.at(-1) ?? '');
    const upper = named.length > 1 ? keys.of(named.slice(0, -1).join('')) : '';
    const alone = upper === '' || !changesSense(upper, lowest) ? [lowest] : [];
    const lastTwo = named.length > 2 ? [keys.of(named.slice(-2).join(''))] : [];
    return { header: path.join(' / '), keys: [keys.of(path.join('')), ...lastTwo, ...alone] };
  });
}

/** Reads each header by what is known of it for certain. */
export function matchColumns(
  contract: Contract,
  paths: readonly HeaderPath[],
  words: HeaderWords,
): FoundColumn[] {
  const columns = paths.flatMap(({ header, keys }, position): FoundColumn[] => {
    if (header === '') return [];
    const found = keys
      .map((key) => knownHeader(contract, key, words))
      .find((match) => match !== undefined);
    const column = found?.column ?? null;
    const certainty = found && column !== null ? certaintyOf(found.how) : 0;
    return [{ column, header, positions: [position], how: found?.how ?? null, certainty }];
  });
  const foremost = new Map<string | null, FoundColumn>();
  for (const item of columns) {
    const other = foremost.get(item.column);
    if (!other || item.certainty > other.certainty) foremost.set(item.column, item);
  }
  return columns.map((item) =>
    item.column === null || foremost.get(item.column) === item ? item : notOurs(item),
  );
}

const certaintyOf = (how: HowMatched): number =>
  how === 'similar' || how === 'made' ? 0 : CERTAINTY[how];

/** A column that was beaten to its place by another. */
export const notOurs = (item: FoundColumn): FoundColumn => ({
  column: null,
  header: item.header,
  positions: item.positions,
  how: null,
  certainty: 0,
});

/** Columns of a contract that headers not known for certain resemble. */
export const resembled = (
  contract: Contract,
  paths: readonly HeaderPath[],
  words: HeaderWords,
): Set<string> =>
  new Set(
    paths
      .filter(({ keys }) => keys.every((key) => !knownHeader(contract, key, words)))
      .flatMap(({ keys }) => keys.flatMap((key) => likenesses(contract, key)[0]?.column ?? [])),
  );

/** Makes one column of text of those under a merged header that the contract knows. */
export function gather(
  sheet: Sheet,
  contract: Contract,
  columns: FoundColumn[],
  merge: Merge,
  words: HeaderWords,
): void {
  const header = cellText(sheet.rows[merge.top], merge.left);
  const match = knownHeader(contract, headerKey(header), words);
  const isText = contract.columns.some(
    ({ name, type }) => name === match?.column && type === 'text',
  );
  if (!match || match.column === null || !isText) return;
  const parts = columns.filter(
    ({ positions: [position = -1] }) => position >= merge.left && position <= merge.right,
  );
  // Where columns of their own stand under it, it is their heading and no column.
  if (parts.some(({ column }) => column !== null && column !== match.column)) return;
  const elsewhere = columns.some((item) => item.column === match.column && !parts.includes(item));
  const [first] = parts;
  if (!first || elsewhere) return;
  columns.splice(columns.indexOf(first), parts.length, {
    column: match.column,
    header,
    positions: parts.flatMap(({ positions }) => positions),
    how: match.how,
    certainty: certaintyOf(match.how),
  });
}
