import type { Column, Contract } from '../../contracts/index.ts';
import type { CodeWords } from './code-words.ts';
import { columnsOf, rawName, READERS, type Reader } from './readers.ts';
import type { StagedRows } from './checked-rows.ts';

/** A test of a column's cells, as SQL that is never null. */
interface PlainTest {
  readonly name: string;
  readonly isPlain: string;
}

/**
 * Tells, for each column that is read, whether a cell of it is plain: empty, or written as we would
 * write it.
 */
export const plainTests = (contract: Contract, words: CodeWords): PlainTest[] =>
  READERS.flatMap((reader) =>
    columnsOf(contract, reader).map((column) => ({
      name: column.name,
      isPlain: plainTest(reader, column, words),
    })),
  );

function plainTest(reader: Reader, column: Column, words: CodeWords): string {
  const cell = rawName(column.name);
  const value = reader.plain(column, cell, words);
  return value === cell ? 'true' : `(${cell} is null or ${value} is not null)`;
}

/** Most cells of a column that are read beforehand; of more, few would come twice. */
export const MOST_CELLS = 100_000;

/** A column's temporary table of cells that are not plain, each with what we would write for it. */
export const dictionaryName = (column: string): string => `plain_${column}_cell`;

/**
 * The statement that reads the cells of a column that are not plain, each different one once, into its
 * dictionary: `cell`, and as `plain` a cell that is plain and of the same value; null where it cannot be
 * read, or not by itself.
 * @returns undefined for a column whose cells need not be read
 */
export function dictionarySql(
  contract: Contract,
  staged: string,
  words: CodeWords,
  name: string,
): string | undefined {
  for (const reader of READERS) {
    const column = columnsOf(contract, reader).find((item) => item.name === name);
    if (!column || reader.read === null) continue;
    const { mark, read, plain } = reader;
    const value =
      typeof read === 'function'
        ? read(column, 'mark', words)
        : `${read}(half${mark ? ', mark' : ''})`;
    return `create or replace temp table ${dictionaryName(name)} as
with different as (
  select distinct ${rawName(name)} as cell
  from (${staged})
  where not ${plainTest(reader, column, words)}
  limit ${MOST_CELLS}
),
halves as (
  select cell, half_width(cell) as half from different
),
marks as (
  select *, ${mark ? `${mark}(half)` : 'null'} as mark from halves
),
readings as (
  select cell, ${value} as value from marks
),
writings as (
  select cell, value, value::varchar as written from readings
)
select cell, case when ${plain(column, 'written', words)} = value then written end as plain
from writings`;
  }
  return undefined;
}

/** Staged rows with the cells of some columns as their dictionaries have them. */
export const writtenPlainly =
  (staged: StagedRows, columns: readonly string[]): StagedRows =>
  (condition) => {
    if (columns.length === 0) return staged(condition);
    const cells = columns.map(
      (name) => `coalesce(${dictionaryName(name)}.plain, ${rawName(name)}) as ${rawName(name)}`,
    );
    const joins = columns.map(
      (name) =>
        `left join ${dictionaryName(name)} on ${dictionaryName(name)}.cell = staged.${rawName(name)}`,
    );
    return `select staged.* replace (${cells.join(', ')}) from (${staged(condition)}) as staged ${joins.join(' ')}`;
  };
