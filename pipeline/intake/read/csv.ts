import Papa from 'papaparse';
import type { Sheet } from '../grid.ts';

/** What may stand between two cells. */
const DELIMITERS = [',', '\t', ';', '|', '，'];

/**
 * Reads delimited text whose delimiter and line ends are not known beforehand.
 * Rows are records: a line break inside quotes stays in its cell, as Excel shows it.
 */
export function readCsv(content: string): Sheet[] {
  const { data } = Papa.parse<string[]>(content, {
    delimitersToGuess: DELIMITERS,
    skipEmptyLines: false,
  });
  return [{ name: '', hidden: false, rows: data, merges: [] }];
}

/** The delimiter that PapaParse finds in a sample of a file. */
export const guessDelimiter = (sample: string): string =>
  Papa.parse<string[]>(sample, { delimitersToGuess: DELIMITERS, preview: 50 }).meta.delimiter;
