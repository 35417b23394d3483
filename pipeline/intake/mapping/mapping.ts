import { Failure, text, type Contract, type Text } from '../../contracts/index.ts';

/** Where the cells of one of our columns come from. */
export type CellRule =
  /** A column of the foreign file. */
  | {
      readonly kind: 'column';
      readonly header: string;
      /** Foreign words and what we write for them; other words are left as they are. */
      readonly codes?: Readonly<Record<string, string>>;
      /** Regular expression (RE2): its first group, else its match, replaces a cell that matches. */
      readonly extract?: string;
      /** Patterns (RE2, whatever the case) tried in turn; the first that is found gives what we write. */
      readonly match?: readonly (readonly [pattern: string, ours: string])[];
      /** Stands in for an empty cell, or for one that no pattern of `match` is found in. */
      readonly otherwise?: string;
    }
  /** A number made of cells: Σ factor × cell + plus; empty where one of them is no number. */
  | {
      readonly kind: 'sum';
      readonly terms: readonly { readonly header: string; readonly factor: number }[];
      readonly plus: number;
    }
  | { readonly kind: 'constant'; readonly value: string }
  /** Text with `{Header}` for cells and `{#}` for the number of the repetition, from 1. */
  | {
      readonly kind: 'template';
      readonly pieces: readonly (string | { readonly header: string })[];
    };

/** Rows of one of our datasets, made from the rows of the foreign file. */
export interface Output {
  readonly contract: Contract;
  readonly columns: ReadonlyMap<string, CellRule>;
  /** Header of a count: the foreign row becomes that many rows. */
  readonly repeat?: string;
  /** Keep a row only where it differs from the one before of the same key: a register out of visits. */
  readonly changes: boolean;
  /** Keep the file's other cells in `other_columns`. */
  readonly keepOthers: boolean;
}

/** How a foreign file becomes rows of ours; see docs/mappings.md. */
export interface Mapping {
  readonly name: string;
  readonly title: Text;
  /** Headers that the foreign file must have; they also tell that the mapping fits. */
  readonly headers: readonly string[];
  /** Header of the date at which a row counts as known to us; the day it came where left out. */
  readonly received?: string;
  readonly outputs: readonly Output[];
}

/** Where the header of a foreign table is looked for. */
const SEARCH_ROWS = 40;

/**
 * The row of a sheet that holds all headers of a mapping.
 * @returns its index from 0, or undefined where there is none
 */
export function headerRowOf(
  mapping: Mapping,
  rows: readonly (readonly string[])[],
): number | undefined {
  const index = rows
    .slice(0, SEARCH_ROWS)
    .findIndex((row) =>
      mapping.headers.every((header) =>
        row.some((cell) => cell.length >= header.length && cell.trim() === header),
      ),
    );
  return index < 0 ? undefined : index;
}

/** Says that a file lacks what the mapping it was to be read with names. */
export const mappingMisfit = ({ name, headers }: Mapping): Failure =>
  new Failure(
    'mapping_misfit',
    text(`文件不适合映射 ${name}`, `The file does not fit the mapping ${name}`),
    {
      hint: text(
        `文件须有一行表头含有：${headers.join('、')}`,
        `It must have a header row with ${headers.join(', ')}`,
      ),
    },
  );
