import { columnOf, type Contract } from '../../contracts/index.ts';
import { cellText, type Sheet } from '../grid.ts';
import { fitOf, type CellWords, type Fit } from './evidence.ts';
import { missingColumns, type FoundHeader } from './find.ts';
import { headerKey, knownHeader, type HeaderWords } from './header.ts';
import { notOurs, type FoundColumn } from './match.ts';
import { numbersColumns } from './rows.ts';
import { bestLikeness, likenesses, type Likeness } from './similar.ts';

/** How many rows under a header are looked at for evidence. */
const SAMPLE_ROWS = 300;
/** Share of the cells that must fit before a header that merely resembles a name is believed. */
const FITTING = 0.8;
/** Certainty from which a header read by likeness is used. */
const USED_FROM = 0.7;
/** By how much the better of two candidates must lead. */
const LEAD = 0.08;
/** Letters alone prove little where any text fits a column. */
const TEXT_SIMILARITY = 0.68;

/** A header that may be meant for a required column which is missing. */
export interface Proposal {
  readonly column: string;
  readonly header: string;
  readonly similarity: number;
}

/** A header with all that the cells under it told. */
export interface DecidedHeader extends FoundHeader {
  /** For the columns still missing. */
  readonly proposals: readonly Proposal[];
}

/** What is known of words besides the contracts. */
export interface Vocabulary extends CellWords {
  readonly headers: HeaderWords;
}

/** Settles what the header leaves open by the cells under it: which of two columns, one beside, one misspelt. */
export function decideColumns(
  sheet: Sheet,
  found: FoundHeader,
  vocabulary: Vocabulary,
): DecidedHeader {
  const scene = new Under(sheet, found, vocabulary);
  let columns = scene.betterRivals(found.columns);
  columns = scene.valuesBeside(columns);
  columns = scene.similarHeaders(columns);
  const { contract, period, titled } = found;
  const matched = new Set(columns.flatMap(({ column }) => column ?? []));
  const missing = missingColumns(contract, matched, period, titled);
  return { ...found, columns, missing, proposals: scene.proposals(missing, columns) };
}

/** The cells under a header. */
class Under {
  readonly #rows: readonly (readonly string[])[];
  readonly #contract: Contract;

  constructor(
    sheet: Sheet,
    found: FoundHeader,
    private readonly vocabulary: Vocabulary,
  ) {
    this.#contract = found.contract;
    this.#rows = sampleRows(sheet, found);
  }

  #cells(positions: readonly number[]): string[] {
    return this.#rows.flatMap((row) =>
      positions.map((position) => cellText(row, position)).filter(Boolean),
    );
  }

  #filled(position: number): boolean {
    return this.#rows.some((row) => cellText(row, position) !== '');
  }

  #fit(positions: readonly number[], column: string): Fit {
    const cells = this.#cells(positions);
    return fitOf(cells, columnOf(this.#contract, column), this.#contract, this.vocabulary);
  }

  /** Of two synonyms of one column the one whose cells fit. */
  betterRivals(columns: readonly FoundColumn[]): FoundColumn[] {
    const result = [...columns];
    for (const [index, item] of columns.entries()) {
      if (item.column === null || item.how !== 'synonym' || this.#isText(item.column)) continue;
      const disputed = columns.some(
        (rival) => rival.column === null && this.#known(rival)?.column === item.column,
      );
      if (!disputed) continue;
      const own = this.#fit(item.positions, item.column);
      if (own.fitting * 2 > own.cells) continue;
      const better = columns.findIndex((rival) => {
        if (rival.column !== null || this.#known(rival)?.column !== item.column) return false;
        const fit = this.#fit(rival.positions, item.column as string);
        return fit.fitting > own.fitting && fit.fitting >= FITTING * fit.cells;
      });
      const rival = columns[better];
      if (!rival) continue;
      result[index] = notOurs(item);
      const evidence = this.#fit(rival.positions, item.column);
      const { column, how, certainty } = item;
      result[better] = { ...rival, column, how, certainty, evidence };
    }
    return result;
  }

  /** Columns that are empty under their header while the one to the right, which has no other, is filled and fits. */
  valuesBeside(columns: readonly FoundColumn[]): FoundColumn[] {
    const result = [...columns];
    for (const item of columns) {
      const [position = -1] = item.positions;
      if (item.column === null || item.positions.length !== 1) continue;
      if (this.#filled(position)) continue;
      const over = result.find(({ positions }) => positions.includes(position + 1));
      if (over && !(over.column === null && over.header === item.header)) continue;
      const evidence = this.#fit([position + 1], item.column);
      const enough = evidence.cells >= 2 && evidence.cells * 2 >= this.#rows.length;
      if (!enough || evidence.fitting < 0.9 * evidence.cells) continue;
      if (over) result.splice(result.indexOf(over), 1);
      result[result.indexOf(item)] = {
        ...item,
        positions: [position + 1],
        certainty: Math.round(item.certainty * 80) / 100,
        evidence: { ...evidence, beside: true },
      };
    }
    return result;
  }

  /** Headers that resemble a column's name and have cells that fit it, where nothing else competes. */
  similarHeaders(columns: readonly FoundColumn[]): FoundColumn[] {
    const taken = new Set(columns.flatMap(({ column }) => column ?? []));
    const claims = columns.flatMap((item) => this.#claim(item, taken) ?? []);
    return columns.map((item) => {
      const claim = claims.find(({ of }) => of === item);
      if (!claim) return item;
      const { column, certainty } = claim.as;
      const rivals = claims.filter(({ of, as }) => of !== item && as.column === column);
      const beaten = rivals.some(({ as }) => as.certainty > certainty - LEAD);
      return beaten ? item : claim.as;
    });
  }

  #claim(
    item: FoundColumn,
    taken: ReadonlySet<string>,
  ): { of: FoundColumn; as: FoundColumn } | undefined {
    if (item.column !== null || item.how !== null || this.#known(item)) return undefined;
    const candidates = this.#likenessesOf(item);
    const [first] = candidates;
    if (!first || taken.has(first.column)) return undefined;
    const judged = candidates
      .filter(({ column }) => !taken.has(column))
      .map((likeness) => this.#judge(item, likeness))
      .sort((one, other) => other.certainty - one.certainty);
    const [best, second] = judged;
    if (!best || best.certainty < USED_FROM) return undefined;
    if (second && second.certainty > best.certainty - LEAD) return undefined;
    return { of: item, as: best };
  }

  #likenessesOf({ header }: FoundColumn): Likeness[] {
    const best = new Map<string, Likeness>();
    for (const key of keysOf(header)) {
      for (const likeness of likenesses(this.#contract, key)) {
        const other = best.get(likeness.column);
        if (!other || other.similarity < likeness.similarity) best.set(likeness.column, likeness);
      }
    }
    return [...best.values()].sort((one, other) => other.similarity - one.similarity);
  }

  #judge(item: FoundColumn, { column, name, similarity }: Likeness): FoundColumn {
    const fit = this.#fit(item.positions, column);
    const believed =
      fit.cells > 0 &&
      fit.fitting >= FITTING * fit.cells &&
      (!this.#isText(column) || similarity >= TEXT_SIMILARITY);
    // One cell that fits may be chance: the share is taken as if half of one more cell did.
    const borneOut = (fit.fitting + 0.5) / (fit.cells + 1);
    const certainty = believed ? Math.round((0.55 * similarity + 0.45 * borneOut) * 100) / 100 : 0;
    const evidence = { resembles: name, similarity, ...fit };
    return { ...item, column, how: 'similar', certainty, evidence };
  }

  /**
   * Headers not understood that come nearest to missing columns: by their letters, else by being the
   * only ones whose cells all fit.
   */
  proposals(missing: readonly string[], columns: readonly FoundColumn[]): Proposal[] {
    const open = columns.filter(({ column, how }) => column === null && how === null);
    return missing.flatMap((column) => {
      const [best] = open
        .map(({ header }) => ({ column, header, similarity: this.#alike(column, header) }))
        .sort((one, other) => other.similarity - one.similarity);
      if (best && best.similarity >= 0.4) return [best];
      const fitting = this.#isText(column)
        ? []
        : open.filter(({ positions }) => {
            const { cells, fitting: fit } = this.#fit(positions, column);
            return cells > 0 && fit === cells;
          });
      const [only] = fitting;
      if (!only || fitting.length > 1) return [];
      return [{ column, header: only.header, similarity: this.#alike(column, only.header) }];
    });
  }

  #alike(column: string, header: string): number {
    return Math.max(...keysOf(header).map((key) => bestLikeness(this.#contract, column, key)));
  }

  #known({ header }: FoundColumn) {
    return keysOf(header)
      .map((key) => knownHeader(this.#contract, key, this.vocabulary.headers))
      .find((match) => match !== undefined);
  }

  #isText(column: string): boolean {
    return columnOf(this.#contract, column).type === 'text';
  }
}

/** The keys of a header as written: all its rows together, its lowest alone. */
const keysOf = (header: string): string[] => [
  ...new Set([headerKey(header), headerKey(header.split(' / ').at(-1) ?? '')]),
];

/** The filled rows under a header, as far as it is not printed again. */
function sampleRows({ rows }: Sheet, { bottom, columns }: FoundHeader): readonly string[][] {
  const titles = columns.flatMap(({ header, positions: [position = -1] }) => {
    const lowest = header.split(' / ').at(-1) ?? '';
    return lowest === '' ? [] : [{ lowest, position }];
  });
  const sample: string[][] = [];
  for (const row of rows.slice(bottom + 1, bottom + 1 + SAMPLE_ROWS)) {
    const same = titles.filter(({ lowest, position }) => cellText(row, position) === lowest);
    if (same.length >= 2 && same.length * 2 > titles.length) break;
    // A title or a note stands alone in its row.
    if (row.filter((cell) => cell.trim() !== '').length >= 2 && !numbersColumns(row))
      sample.push([...row]);
  }
  return sample;
}

/** Whether the cells under a header might have a say in how it is read. */
export const isUnsettled = (found: FoundHeader, words: HeaderWords): boolean =>
  found.columns.some(
    ({ column, how, header }) =>
      column === null &&
      how === null &&
      keysOf(header).some(
        (key) =>
          knownHeader(found.contract, key, words) !== undefined ||
          likenesses(found.contract, key).length > 0,
      ),
  );
