import type { DuckDBConnection } from '@duckdb/node-api';
import type { Contract } from '../../contracts/index.ts';
import type { CodeWords } from './code-words.ts';
import { plainTests } from './readers.ts';

/**
 * Which columns hold nothing but plain cells in the staged rows: worth asking of a large file, whose
 * check is then several times faster.
 * @param staged a query that gives the staged rows
 */
export async function plainColumns(
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
