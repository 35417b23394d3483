import type { DuckDBConnection } from '@duckdb/node-api';
import { wordKey } from './check/words.ts';
import type { Session } from './session.ts';
import type { Vocabulary } from './table/decide.ts';
import type { HeaderWords } from './table/header.ts';

const confirmed = new WeakMap<DuckDBConnection, Promise<HeaderWords>>();

/** What bureaus said of headers so far. */
export function headerWords(connection: DuckDBConnection): Promise<HeaderWords> {
  const known = confirmed.get(connection);
  if (known) return known;
  const words = readHeaderWords(connection);
  confirmed.set(connection, words);
  return words;
}

/** To be called when a header was decided on: tables found later know it. */
export const headersDecided = (connection: DuckDBConnection): boolean =>
  confirmed.delete(connection);

async function readHeaderWords(connection: DuckDBConnection): Promise<HeaderWords> {
  const reader = await connection.runAndReadAll(
    'select dataset, header, column_name from intake.header_word',
  );
  const words = new Map<string, Map<string, string | null>>();
  for (const [dataset, header, column] of reader.getRowsJS()) {
    const own = words.get(String(dataset)) ?? new Map<string, string | null>();
    words.set(String(dataset), own.set(String(header), column === null ? null : String(column)));
  }
  return words;
}

/** Names and codes of units as word keys. */
async function unitKeys({ connection }: Session): Promise<ReadonlySet<string>> {
  const reader = await connection.runAndReadAll(
    'select name from known_unit_name union select written_code from known_unit',
  );
  return new Set((reader.getColumnsJS()[0] ?? []).map((name) => wordKey(String(name))));
}

/**
 * Does some work that needs the words known so far. Which units there are is looked up only when the
 * work asks for it, which few files do; it is then done a second time.
 */
export async function withVocabulary<Result>(
  session: Session,
  work: (vocabulary: Vocabulary) => Result,
): Promise<Result> {
  const headers = await headerWords(session.connection);
  const codes = session.codeWords;
  let asked = false;
  const isUnit = () => {
    asked = true;
    return false;
  };
  const result = work({ headers, codes, isUnit });
  if (!asked) return result;
  const units = await unitKeys(session);
  return work({ headers, codes, isUnit: (key) => units.has(key) });
}
