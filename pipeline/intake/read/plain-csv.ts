import Papa from 'papaparse';
import { guessDelimiter } from './csv.ts';

/** A large CSV that DuckDB's own reader, far faster than ours, reads without surprises. */
export interface PlainCsv {
  readonly delimiter: string;
  /** The first record. */
  readonly header: readonly string[];
  /** The first records, the header among them. */
  readonly sample: readonly (readonly string[])[];
  readonly encoding: 'utf-8' | 'utf-8-bom';
  /** Whether a cell may begin or end with white space. */
  readonly spaced: boolean;
  /** Whether it holds white space other than blanks: tabs, no-break or full-width spaces. */
  readonly oddSpaces: boolean;
}

/** Below this the short cut saves nothing worth having. */
const LARGE_BYTES = 5_000_000;
const SAMPLE_BYTES = 131_072;

/** White space that trimming must be told of. */
const ODD_SPACES = ['\t', '\u00A0', '\u3000'];

/** Whether a blank line stands between records: DuckDB drops those, and row numbers would slip. */
const hasBlankLine = (bytes: Buffer): boolean =>
  bytes.includes('\n\n') || bytes.includes('\n\r\n') || bytes.includes('\r\r');

const hasOuterSpace = (bytes: Buffer, delimiter: string): boolean =>
  ODD_SPACES.some((space) => bytes.includes(space)) ||
  ['"', '\n', '\r', delimiter].some(
    (edge) => bytes.includes(`${edge} `) || bytes.includes(` ${edge}`),
  );

/**
 * The dialect of a file fit for DuckDB's reader.
 * @returns undefined where the file is small, not UTF-8, ragged, or does not start with its header
 */
export function plainCsvOf(content: Uint8Array): PlainCsv | undefined {
  if (content.length < LARGE_BYTES) return undefined;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length);
  const end = bytes.lastIndexOf('\n', SAMPLE_BYTES);
  const marked = bytes.toString('hex', 0, 3) === 'efbbbf';
  if (end < 0 || hasBlankLine(bytes)) return undefined;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end));
  } catch {
    return undefined;
  }
  const delimiter = guessDelimiter(text);
  if (delimiter.length !== 1) return undefined;
  const sample = Papa.parse<string[]>(text, { delimiter }).data.slice(0, -1);
  const header = sample[0]?.map((cell) => cell.trim()) ?? [];
  const even = sample.every((row) => row.length === header.length);
  const named = header.every((cell) => cell !== '') && new Set(header).size === header.length;
  if (!even || !named || header.length < 2) return undefined;
  return {
    delimiter,
    header,
    sample,
    encoding: marked ? 'utf-8-bom' : 'utf-8',
    spaced: hasOuterSpace(bytes, delimiter),
    oddSpaces: ODD_SPACES.some((space) => bytes.includes(space)),
  };
}
