import { contracts, type Contract } from '../../contracts/index.ts';
import { knownHeader, type HeaderWords } from './header.ts';
import {
  headerPaths,
  matchColumns,
  type FoundColumn,
  type HeaderPath,
  type Keys,
} from './match.ts';

/** What a stretch of rows says if it is a header, whatever stands around it. */
export class HeaderReading {
  readonly #columns = new Map<Contract, readonly FoundColumn[]>();
  /** Contracts that know two of the headers for certain. */
  readonly knownTo: readonly Contract[];

  constructor(
    /** Each column's header, from {@link headerPaths}. */
    readonly paths: readonly HeaderPath[],
    private readonly words: HeaderWords,
  ) {
    this.knownTo = contracts.filter((contract) => knowsTwo(contract, paths, words));
  }

  /** Its columns as a contract knows them for certain. */
  columnsOf(contract: Contract): readonly FoundColumn[] {
    const before = this.#columns.get(contract);
    if (before) return before;
    const columns = matchColumns(contract, this.paths, this.words);
    this.#columns.set(contract, columns);
    return columns;
  }
}

/** Whether a contract knows two of the headers for certain; else it cannot be the table's. */
function knowsTwo(contract: Contract, paths: readonly HeaderPath[], words: HeaderWords): boolean {
  let known = 0;
  return paths.some(
    ({ header, keys }) =>
      header !== '' && keys.some((key) => knownHeader(contract, key, words)) && (known += 1) === 2,
  );
}

/** Files of one form have one header: so many are remembered. */
const REMEMBERED = 2000;
const remembered = new WeakMap<HeaderWords, Map<string, HeaderReading>>();

/**
 * Reads rows as a header; rows that were read before are not read again.
 * @param top the first of the rows, from 0; `bottom` the last
 */
export function readingOf(
  rows: readonly (readonly string[])[],
  top: number,
  bottom: number,
  keys: Keys,
  words: HeaderWords,
): HeaderReading {
  const known = remembered.get(words) ?? new Map<string, HeaderReading>();
  remembered.set(words, known);
  const signature = JSON.stringify(rows.slice(top, bottom + 1));
  const before = known.get(signature);
  if (before) return before;
  const reading = new HeaderReading(headerPaths(rows, top, bottom, keys), words);
  if (known.size >= REMEMBERED) known.clear();
  known.set(signature, reading);
  return reading;
}
