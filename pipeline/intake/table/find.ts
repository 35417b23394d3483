import { contracts, type Contract } from '../../contracts/index.ts';
import { cellText, spreadMerges, type Merge, type Sheet } from '../grid.ts';
import { headerIndex, headerKey, type HowMatched } from './header.ts';
import { monthNamed } from './period.ts';

/** How far down a header is looked for, and how many rows it may take. */
const SEARCH_ROWS = 40;
const HEADER_ROWS = 4;

/** One column of a found table. */
export interface FoundColumn {
  /** The contract's column; null where the contract knows none. */
  readonly column: string | null;
  /** The header as written, upper rows first, parted by " / ". */
  readonly header: string;
  /** Where its cells stand, from 0; more than one where a merged header covers several columns. */
  readonly positions: readonly number[];
  readonly how: HowMatched | null;
}

/** A header that was recognised, before the rows below it are looked at. */
export interface FoundHeader {
  readonly contract: Contract;
  /** Rows of the header, from 0; the data follow `bottom`. */
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly FoundColumn[];
  /** Texts above the header. */
  readonly titles: readonly string[];
  /** First day of the month that titles, sheet or file name give, where no column does. */
  readonly month?: string;
  /** Required columns that nothing supplies. Empty in a usable table. */
  readonly missing: readonly string[];
  /** 0 to 1: required columns found, headers understood, title recognised. */
  readonly confidence: number;
}

/** Columns that a title can stand in for. */
const UNIT_COLUMNS = ['unit_code', 'unit_name'];

/** A sheet as the search sees it. */
interface Scene {
  readonly sheet: Sheet;
  readonly fileName: string;
  /** The first rows with every merged cell filled in. */
  readonly rows: readonly (readonly string[])[];
  readonly keys: (header: string) => string;
}

/** A stretch of rows taken for a header. */
interface Stretch {
  readonly top: number;
  readonly bottom: number;
  readonly titles: readonly string[];
  /** Titles, sheet name, file name: what may name the month or the form. */
  readonly surroundings: readonly string[];
  /** Each column's header, from {@link headerPaths}. */
  readonly paths: readonly HeaderPath[];
}

/** What stands over one column. */
interface HeaderPath {
  /** Texts from top to bottom, parted by " / "; empty where none stands there. */
  readonly header: string;
  /** Keys under which it may be known: all its texts together, its lowest alone. */
  readonly keys: readonly string[];
}

/**
 * Finds the header of the table in a sheet, and with it the dataset.
 * @returns the most convincing header; one with `missing` columns only where it is too much like a
 *   dataset's form to be passed over; undefined where the sheet holds no table of ours
 */
export function findHeader(sheet: Sheet, fileName: string): FoundHeader | undefined {
  const seen = new Map<string, string>();
  const scene: Scene = {
    sheet,
    fileName,
    rows: spreadMerges(
      sheet.rows.slice(0, SEARCH_ROWS + HEADER_ROWS),
      sheet.merges.filter(({ top }) => top < SEARCH_ROWS + HEADER_ROWS),
    ),
    keys: (header) => {
      const known = seen.get(header);
      if (known !== undefined) return known;
      const key = headerKey(header);
      seen.set(header, key);
      return key;
    },
  };
  let best: { found: FoundHeader; score: number } | undefined;
  let last = Math.min(SEARCH_ROWS, scene.rows.length) - 1;
  for (let top = 0; top <= last; top++) {
    if (!mayHead(scene, top)) continue;
    const titles = textsAbove(sheet, top);
    const surroundings = [...titles, sheet.name, fileName];
    for (let bottom = top; bottom < Math.min(top + HEADER_ROWS, scene.rows.length); bottom++) {
      const paths = headerPaths(scene, top, bottom);
      for (const contract of contracts) {
        const candidate = judge(contract, { top, bottom, titles, surroundings, paths });
        if (candidate && (!best || candidate.score > best.score)) best = candidate;
      }
    }
    // Below a header that lacks nothing stand data; only a header's own lower rows can do better.
    if (best?.found.missing.length === 0) last = Math.min(last, best.found.top + HEADER_ROWS - 1);
  }
  return best && complete(scene, best.found);
}

/** Longest text that is looked up as a header; descriptions are longer and need not be. */
const HEADER_LENGTH = 40;

/** Whether a row has a cell that some contract knows as a header. */
const mayHead = ({ rows, keys }: Scene, row: number): boolean =>
  (rows[row] ?? []).some(
    (cell) =>
      cell !== '' &&
      cell.length <= HEADER_LENGTH &&
      contracts.some((contract) => headerIndex(contract).has(keys(cell))),
  );

/** The filled cells above a header. */
const textsAbove = (sheet: Sheet, top: number): string[] =>
  sheet.rows.slice(0, top).flatMap((row) => row.map((cell) => cell.trim()).filter(Boolean));

/** The header of each column, blanks and repetitions of merged cells left out. */
function headerPaths({ rows, keys }: Scene, top: number, bottom: number): HeaderPath[] {
  const width = Math.max(...rows.slice(top, bottom + 1).map((row) => row.length));
  return Array.from({ length: width }, (_, position) => {
    const path: string[] = [];
    for (let row = top; row <= bottom; row++) {
      const cell = cellText(rows[row], position);
      if (cell !== '' && cell !== path.at(-1)) path.push(cell);
    }
    return { header: path.join(' / '), keys: [keys(path.join('')), keys(path.at(-1) ?? '')] };
  });
}

function judge(
  contract: Contract,
  { top, bottom, titles, surroundings, paths }: Stretch,
): { found: FoundHeader; score: number } | undefined {
  const columns = matchColumns(contract, paths);
  const matched = new Set(columns.flatMap(({ column }) => column ?? []));
  const { period } = contract;
  // One word that happens to be a header, as in a sheet of instructions, makes no table.
  if (matched.size < 2) return undefined;
  if ([...matched].every((name) => name === period || UNIT_COLUMNS.includes(name)))
    return undefined;
  const required = contract.columns.filter((column) => column.required);
  const absent = required.filter(({ name }) => !matched.has(name)).map(({ name }) => name);
  const month = period && !matched.has(period) ? monthNamed(surroundings) : undefined;
  const missing = absent.filter(
    (name) => !(name === period && month) && !(name === 'unit_code' && contract.dataset !== 'unit'),
  );
  const titled = surroundings.some((words) =>
    contract.titles.some((title) => words.includes(title)),
  );
  const alike = matched.size >= 3 && (titled || missing.length * 3 <= required.length);
  if (missing.length > 0 && !alike) return undefined;
  const named = UNIT_COLUMNS.some((name) => matched.has(name));
  const score =
    matched.size +
    (required.length - absent.length) -
    4 * missing.length +
    (titled ? 2 : 0) +
    (named ? 1 : 0) -
    // Of two readings alike, the shorter header.
    0.01 * (bottom - top);
  const confidence =
    0.6 * (1 - missing.length / required.length) +
    0.3 * Math.min(1, matched.size / columns.length) +
    (titled ? 0.1 : 0);
  return {
    score,
    found: {
      contract,
      top,
      bottom,
      columns,
      titles,
      ...(month ? { month } : {}),
      missing,
      confidence: Math.round(confidence * 100) / 100,
    },
  };
}

function matchColumns(contract: Contract, paths: readonly HeaderPath[]): FoundColumn[] {
  const index = headerIndex(contract);
  const columns = paths.flatMap(({ header, keys }, position): FoundColumn[] => {
    if (header === '') return [];
    const found = keys.map((key) => index.get(key)).find((match) => match !== undefined);
    return [
      { column: found?.column ?? null, header, positions: [position], how: found?.how ?? null },
    ];
  });
  const foremost = new Map<string | null, FoundColumn>();
  for (const item of columns) {
    const other = foremost.get(item.column);
    if (!other || outranks(item, other)) foremost.set(item.column, item);
  }
  return columns.map((item) =>
    foremost.get(item.column) === item ? item : { ...item, column: null, how: null },
  );
}

/** Of two headers for one column the contract's own word wins, else the one further left. */
const outranks = (later: FoundColumn, earlier: FoundColumn): boolean =>
  later.how === 'label' && earlier.how !== 'label';

/**
 * Takes in the header rows above and below that merged cells tie to it, and the columns that stand
 * together under one merged header.
 */
function complete(scene: Scene, found: FoundHeader): FoundHeader {
  const { merges } = scene.sheet;
  let { top, bottom } = found;
  const ties = (upper: number) =>
    merges.some((merge) => merge.top <= upper && merge.bottom > upper);
  while (top > 0 && ties(top - 1)) top--;
  while (bottom < top + HEADER_ROWS && ties(bottom)) bottom++;
  const columns = matchColumns(found.contract, headerPaths(scene, top, bottom));
  for (const merge of merges) {
    if (merge.top >= top && merge.top <= bottom && merge.right > merge.left) {
      gather(scene, found.contract, columns, merge);
    }
  }
  return { ...found, top, bottom, titles: textsAbove(scene.sheet, top), columns };
}

/** Makes one column of text of those under a merged header that the contract knows. */
function gather(
  { rows, keys }: Scene,
  contract: Contract,
  columns: FoundColumn[],
  merge: Merge,
): void {
  const header = cellText(rows[merge.top], merge.left);
  const match = headerIndex(contract).get(keys(header));
  const isText = contract.columns.some(
    ({ name, type }) => name === match?.column && type === 'text',
  );
  if (!match || !isText) return;
  const parts = columns.filter(
    ({ column, positions: [position = -1] }) =>
      (column === null || column === match.column) &&
      position >= merge.left &&
      position <= merge.right,
  );
  const elsewhere = columns.some((item) => item.column === match.column && !parts.includes(item));
  const [first] = parts;
  if (!first || elsewhere) return;
  columns.splice(columns.indexOf(first), parts.length, {
    column: match.column,
    header,
    positions: parts.flatMap(({ positions }) => positions),
    how: match.how,
  });
}
