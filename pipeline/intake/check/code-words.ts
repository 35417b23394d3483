import type { DuckDBConnection } from '@duckdb/node-api';
import { codeLists, type CodeListName } from '../../contracts/index.ts';
import { wordKey } from './words.ts';

/** The ways in which the codes of a list are written, as keys, each with its code. */
export type CodeWords = (list: CodeListName) => ReadonlyMap<string, string>;

/** The words that a code list itself brings: codes, labels and synonyms. */
export function ownWords(list: CodeListName): Map<string, string> {
  const words = new Map<string, string>();
  for (const { code, label, synonyms } of codeLists[list].codes) {
    for (const word of [code, label.zh, label.en, ...synonyms]) {
      const key = wordKey(word);
      if (!words.has(key)) words.set(key, code);
    }
  }
  return words;
}

/** All words known by now: the lists' own, and before them those that the bureau has decided on. */
export async function readCodeWords(connection: DuckDBConnection): Promise<CodeWords> {
  const reader = await connection.runAndReadAll(
    'select list, word, code from intake.code_word order by list, word',
  );
  const known = new Map<CodeListName, Map<string, string>>();
  const wordsOf = (list: CodeListName): Map<string, string> => {
    const words = known.get(list) ?? ownWords(list);
    known.set(list, words);
    return words;
  };
  for (const [list, word, code] of reader.getRowsJS()) {
    if (isCodeList(String(list)))
      wordsOf(list as CodeListName).set(wordKey(String(word)), String(code));
  }
  return wordsOf;
}

/** Whether there is a code list of that name. */
export const isCodeList = (name: string): name is CodeListName => Object.hasOwn(codeLists, name);
