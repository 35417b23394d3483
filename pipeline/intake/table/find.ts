import { contracts, type Contract } from '../../contracts/index.ts';
import { isBlank, spreadMerges, type Sheet } from '../grid.ts';
import { looksLikeDate } from './evidence.ts';
import { headerIndex, type HeaderWords } from './header.ts';
import { readingOf, type HeaderReading } from './header-reading.ts';
import { gather, Keys, resembled, type FoundColumn } from './match.ts';
import { periodNamed, type Period } from './period.ts';

/** How far down a header is looked for, and how many rows it may take. */
const SEARCH_ROWS = 40;
const HEADER_ROWS = 5;

/** A header that was recognised, before the rows below it are looked at. */
export interface FoundHeader {
  readonly contract: Contract;
  /** Rows of the header, from 0; the data follow `bottom`. */
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly FoundColumn[];
  /** Texts above the header that speak of it, the nearest first. */
  readonly titles: readonly string[];
  /** What titles, sheet and file name tell of the time. */
  readonly period: Period;
  /** Required columns that nothing supplies. Empty in a usable table. */
  readonly missing: readonly string[];
  /** Whether titles, sheet or file name call it by the name of its form. */
  readonly titled: boolean;
}

/** Columns that a title can stand in for. */
const UNIT_COLUMNS = ['unit_code', 'unit_name'];

/** How a header is to be looked for. */
export interface HeaderSearch {
  readonly words?: HeaderWords;
  /** Count headers that only resemble a column's names; what stands under them must bear it out. */
  readonly loose?: boolean;
  /** The only row it may begin in. */
  readonly at?: number;
  /** Texts that speak of the table, the nearest first; those above it where left out. */
  readonly titles?: readonly string[];
}

/** A sheet as the search sees it. */
interface Scene {
  readonly sheet: Sheet;
  readonly words: HeaderWords;
  readonly loose: boolean;
  readonly keys: Keys;
  /** The sheet's rows as far as the search goes, with every merged cell filled in. */
  readonly rows: readonly (readonly string[])[];
}

/** A stretch of rows taken for a header. */
interface Stretch {
  readonly top: number;
  readonly bottom: number;
  readonly titles: readonly string[];
  /** Titles, sheet name, file name: what may name the month or the form. */
  readonly surroundings: readonly string[];
  readonly reading: HeaderReading;
}

const noWords: HeaderWords = new Map();

/**
 * Finds the header of the table in a sheet, and with it the dataset.
 * @returns the most convincing header; one with `missing` columns only where it is too much like a
 *   dataset's form to be passed over; undefined where the sheet holds no table of ours
 */
export function findHeader(
  sheet: Sheet,
  fileName: string,
  { words = noWords, loose = false, at, titles: given }: HeaderSearch = {},
): FoundHeader | undefined {
  const end = (at ?? SEARCH_ROWS - 1) + 1 + HEADER_ROWS;
  const merges = sheet.merges.filter(({ top }) => top < end);
  const rows = spreadMerges(sheet.rows.slice(0, end), merges);
  const scene: Scene = { sheet, words, loose, keys: new Keys(), rows };
  let best: { found: FoundHeader; score: number } | undefined;
  let last = at ?? Math.min(SEARCH_ROWS, rows.length) - 1;
  for (let top = at ?? 0; top <= last; top++) {
    if (!mayHead(scene, top)) continue;
    const titles = given ?? textsAbove(sheet, top);
    const surroundings = [...titles, sheet.name, fileName];
    for (let bottom = top; bottom < Math.min(top + HEADER_ROWS, rows.length); bottom++) {
      if (bottom > top && !mayContinue(rows[bottom] ?? [])) break;
      const reading = readingOf(rows, top, bottom, scene.keys, words);
      for (const contract of loose ? contracts : reading.knownTo) {
        const candidate = judge(scene, contract, { top, bottom, titles, surroundings, reading });
        if (candidate && (!best || candidate.score > best.score)) best = candidate;
      }
    }
    // Below a header that lacks nothing stand data; only a header's own lower rows can do better.
    if (best?.found.missing.length === 0) last = Math.min(last, best.found.bottom + 1);
  }
  return best && complete(scene, best.found, given);
}

/** Longest text that is looked up as a header; descriptions are longer and need not be. */
const HEADER_LENGTH = 40;

/** Whether a row has a cell that some contract, or a bureau, knows as a header. */
const mayHead = ({ rows, keys, words }: Scene, row: number): boolean =>
  (rows[row] ?? []).some((cell) => {
    if (cell === '' || cell.length > HEADER_LENGTH) return false;
    const key = keys.of(cell);
    return contracts.some(
      (contract) =>
        headerIndex(contract).has(key) || words.get(contract.dataset)?.has(key) === true,
    );
  });

/** Whether a row may be a lower row of a header: something stands in it, and no numbers or days. */
const mayContinue = (row: readonly string[]): boolean =>
  !isBlank(row) && !row.some((cell) => /^[\d.,]+$/.test(cell.trim()) || looksLikeDate(cell.trim()));

/** The filled cells above a header, the lowest row first. */
const textsAbove = (sheet: Sheet, top: number): string[] =>
  sheet.rows
    .slice(0, top)
    .reverse()
    .flatMap((row) => row.map((cell) => cell.trim()).filter(Boolean));

function judge(
  { words, loose }: Scene,
  contract: Contract,
  { top, bottom, titles, surroundings, reading }: Stretch,
): { found: FoundHeader; score: number } | undefined {
  const columns = reading.columnsOf(contract);
  const matched = new Set(columns.flatMap(({ column }) => column ?? []));
  const likely = loose
    ? [...resembled(contract, reading.paths, words)].filter((name) => !matched.has(name))
    : [];
  const names = new Set([...matched, ...likely]);
  // One word that happens to be a header, as in a sheet of instructions, makes no table.
  if (names.size < 2) return undefined;
  if ([...names].every((name) => name === contract.period || UNIT_COLUMNS.includes(name)))
    return undefined;
  const period = periodNamed(surroundings);
  const required = contract.columns.filter((column) => column.required);
  const titled = surroundings.some((text) => contract.titles.some((title) => text.includes(title)));
  const missing = missingColumns(contract, names, period, titled);
  if (missing.length > 0 && !isAlike(contract, matched.size, missing, titled)) return undefined;
  const absent = required.filter(({ name }) => !names.has(name)).length;
  const score =
    matched.size +
    0.5 * likely.length +
    (required.length - absent) -
    4 * missing.length +
    (titled ? 2 : 0) +
    (UNIT_COLUMNS.some((name) => names.has(name)) ? 1 : 0) -
    // Of two readings alike, the shorter header.
    0.01 * (bottom - top);
  return { score, found: { contract, top, bottom, columns, titles, period, missing, titled } };
}

/** Whether a header that lacks required columns is still too much like a form to be passed over. */
export const isAlike = (
  contract: Contract,
  matched: number,
  missing: readonly string[],
  titled: boolean,
): boolean => {
  const required = contract.columns.filter((column) => column.required).length;
  return matched >= 3 && (titled || missing.length * 3 <= required);
};

/**
 * Required columns that neither a header nor the table's surroundings supply. Rows without a number are
 * numbered only where the table is called what it is: else it may be another dataset's.
 */
export const missingColumns = (
  contract: Contract,
  matched: ReadonlySet<string>,
  period: Period,
  titled: boolean,
): string[] =>
  contract.columns
    .filter(({ name, required }) => required && !matched.has(name))
    .map(({ name }) => name)
    .filter(
      (name) =>
        !(name === contract.period && period.month) &&
        !(name === contract.numbering?.column && titled) &&
        !(name === 'unit_code' && contract.dataset !== 'unit'),
    );

/** How sure the reading of a table is, 0 to 1: nothing missing, headers understood, title recognised. */
export function confidenceOf({ contract, columns, missing, titled }: FoundHeader): number {
  const required = contract.columns.filter((column) => column.required).length;
  const understood = columns.reduce(
    (sum, { column, how, certainty }) =>
      sum + (column === null ? 0 : how === 'similar' ? certainty : 1),
    0,
  );
  const confidence =
    0.6 * (1 - missing.length / required) +
    0.3 * Math.min(1, understood / columns.length) +
    (titled ? 0.1 : 0);
  return Math.round(confidence * 100) / 100;
}

/**
 * Takes in the header rows above and below that merged cells tie to it, and the columns that stand
 * together under one merged header.
 */
function complete(
  scene: Scene,
  found: FoundHeader,
  given: readonly string[] | undefined,
): FoundHeader {
  const { sheet, words, rows, keys } = scene;
  const { merges } = sheet;
  let { top, bottom } = found;
  const ties = (upper: number) =>
    merges.some((merge) => merge.top <= upper && merge.bottom > upper);
  while (top > 0 && ties(top - 1)) top--;
  while (bottom < top + HEADER_ROWS - 1 && ties(bottom)) bottom++;
  const columns = [...readingOf(rows, top, bottom, keys, words).columnsOf(found.contract)];
  for (const merge of merges) {
    if (merge.top >= top && merge.top <= bottom && merge.right > merge.left) {
      gather(sheet, found.contract, columns, merge, words);
    }
  }
  return { ...found, top, bottom, titles: given ?? textsAbove(sheet, top), columns };
}
