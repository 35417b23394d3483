import { contracts } from '../../contracts/index.ts';
import { headerIndex, headerKey, type HeaderWords } from './header.ts';

/** Words that begin a header without being a column of ours. */
const COMMON = ['序号', '编号', '序', 'no', '项目', '隐患', '整改'];
const LONGEST = 20;

/**
 * Tells rows that may be a header in the middle of a sheet. Asked of every row of large files, so it
 * first looks whether one of the first cells is a header as commonly written.
 */
export class HeaderRows {
  readonly #usual: ReadonlySet<string>;
  readonly #own: ReadonlySet<string>;
  readonly #words: HeaderWords;

  constructor(words: HeaderWords, own: readonly string[]) {
    this.#words = words;
    this.#usual = usualHeaders();
    this.#own = new Set([
      ...own.map(compact),
      ...[...words.values()].flatMap((keys) => [...keys.keys()]),
    ]);
  }

  mayBegin(row: readonly string[]): boolean {
    let looked = 0;
    for (const cell of row) {
      if (cell === '') continue;
      if (cell.length <= LONGEST && this.#isUsual(compact(cell))) return this.#known(row) >= 3;
      if ((looked += 1) === 3) return false;
    }
    return false;
  }

  #isUsual(cell: string): boolean {
    return this.#usual.has(cell) || this.#own.has(cell);
  }

  /** How many cells one contract knows as headers. */
  #known(row: readonly string[]): number {
    const keys = row.flatMap((cell) => (cell === '' || cell.length > 40 ? [] : headerKey(cell)));
    return Math.max(
      ...contracts.map((contract) => {
        const index = headerIndex(contract);
        const confirmed = this.#words.get(contract.dataset);
        return new Set(keys.filter((key) => index.has(key) || confirmed?.has(key) === true)).size;
      }),
    );
  }
}

/** Whether most texts of a row are the same as those of another, in the same places. */
export function repeats(row: readonly string[], header: readonly string[] | undefined): boolean {
  const titles = header ? titlesOf(header) : [];
  let same = 0;
  for (const [position, title] of titles) {
    const cell = row[position];
    if (cell !== undefined && cell.length >= title.length && compact(cell) === title) same++;
  }
  return same >= 2 && same * 2 > titles.length;
}

const titled = new WeakMap<readonly string[], readonly (readonly [number, string])[]>();

/** Where texts stand in a row; asked of one header for every row below it. */
function titlesOf(
  header: readonly string[],
): readonly (readonly [position: number, text: string])[] {
  const known = titled.get(header);
  if (known) return known;
  const titles = header
    .map((cell, position) => [position, compact(cell)] as const)
    .filter(([, title]) => title !== '');
  titled.set(header, titles);
  return titles;
}

const compact = (text: string): string => (/\s/u.test(text) ? text.replace(/\s/gu, '') : text);

let usual: ReadonlySet<string> | undefined;

const usualHeaders = (): ReadonlySet<string> =>
  (usual ??= new Set([
    ...COMMON,
    ...contracts.flatMap(({ columns }) =>
      columns.flatMap(({ label, synonyms = [] }) => [label.zh, label.en, ...synonyms].map(compact)),
    ),
  ]));
