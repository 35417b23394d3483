import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '../../contracts/index.ts';
import type { CodeWords } from './code-words.ts';
import {
  dictionaryName,
  dictionarySql,
  MOST_CELLS,
  plainTests,
  writtenPlainly,
} from './plain-cells.ts';
import type { StagedRows } from './checked-rows.ts';

/** What a look at all staged rows of a large file found; their check is then several times faster. */
export interface Survey {
  /** Columns that hold nothing but plain cells in {@link rows}. */
  readonly plain: ReadonlySet<string>;
  /** Whether these are all that are read. */
  readonly allPlain: boolean;
  /** The staged rows, their cells written plainly where that makes no difference. */
  readonly rows: StagedRows;
  /** Drops what {@link rows} builds on. */
  readonly close: () => Promise<void>;
}

/**
 * Finds the columns that hold nothing but plain cells, and reads the other cells beforehand: a file
 * has a million days, but few different ones.
 */
export async function survey(
  connection: DuckDBConnection,
  contract: Contract,
  staged: StagedRows,
  words: CodeWords,
): Promise<Survey> {
  const names = plainTests(contract, words).map(({ name }) => name);
  const plain = await plainColumns(connection, contract, staged(), words);
  const written: string[] = [];
  for (const name of names) {
    const statement = plain.has(name) ? undefined : dictionarySql(contract, staged(), words, name);
    if (statement === undefined) continue;
    await connection.run(statement);
    written.push(name);
    if (await isComplete(connection, name)) plain.add(name);
  }
  return {
    plain,
    allPlain: names.every((name) => plain.has(name)),
    rows: writtenPlainly(staged, written),
    close: async () => {
      for (const name of written) await connection.run(`drop table ${dictionaryName(name)}`);
    },
  };
}

async function plainColumns(
  connection: DuckDBConnection,
  contract: Contract,
  staged: string,
  words: CodeWords,
): Promise<Set<string>> {
  const tests = plainTests(contract, words);
  if (tests.length === 0) return new Set();
  const reader = await connection.runAndReadAll(
    `select ${tests.map(({ isPlain }) => `bool_and(${isPlain})`).join(', ')} from (${staged})`,
  );
  const answers = reader.getRowsJS()[0] ?? [];
  return new Set(tests.flatMap(({ name }, index) => (answers[index] === true ? [name] : [])));
}

/** Whether a column's dictionary has a plain cell for every cell that is not. */
async function isComplete(connection: DuckDBConnection, name: string): Promise<boolean> {
  const reader = await connection.runAndReadAll(
    `select count(*) < ${MOST_CELLS} and count(*) = count(plain) from ${dictionaryName(name)}`,
  );
  return reader.getRowsJS()[0]?.[0] === true;
}
