import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import { guessDelimiter } from './csv.ts';

/** A large CSV that DuckDB's own reader, far faster than ours, reads without surprises. */
export interface PlainCsv {
  readonly delimiter: string;
  /** How many lines of titles stand above the header. */
  readonly titles: number;
  readonly header: readonly string[];
  /** The first records, titles and header among them. */
  readonly sample: readonly (readonly string[])[];
  readonly encoding: 'utf-8' | 'utf-8-bom' | 'gb18030';
  /** Its text in UTF-8, the only encoding that DuckDB reads; the file's own bytes where they are that. */
  readonly text: HeldText;
  /** Whether a cell may begin or end with white space. */
  readonly spaced: boolean;
  /** Whether it holds white space other than blanks: tabs, no-break or full-width spaces. */
  readonly oddSpaces: boolean;
}

/** Bytes that are let go of once nobody needs them: they may be hundreds of megabytes. */
class HeldText {
  #bytes: Buffer | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @throws Error once they are let go of */
  get bytes(): Buffer {
    if (!this.#bytes) throw new Error('the text of this file was let go of');
    return this.#bytes;
  }

  letGo(): void {
    this.#bytes = undefined;
  }
}

/** From so many bytes on a file is large: below, short cuts save nothing worth having. */
export const LARGE_BYTES = 5_000_000;
const SAMPLE_BYTES = 131_072;
/** How much is decoded at a time. */
const DECODED_BYTES = 8_000_000;

/** White space that trimming must be told of. */
const ODD_SPACES = ['\t', '\u00A0', '\u3000'];

/** Whether a blank line stands between records: DuckDB drops those, and row numbers would slip. */
const hasBlankLine = (bytes: Buffer): boolean =>
  bytes.includes('\n\n') || bytes.includes('\n\r\n') || bytes.includes('\r\r');

const BLANK = 32;

/** Whether a blank stands at the edge of a cell. Blanks are rarer than edges: each is looked at once. */
function hasOuterBlank(bytes: Buffer, delimiter: string): boolean {
  const edges = new Set([...Buffer.from(`"\n\r${delimiter} `)]);
  const isEdge = (at: number) => edges.has(bytes[at] ?? BLANK);
  for (let at = bytes.indexOf(BLANK); at >= 0; at = bytes.indexOf(BLANK, at + 1))
    if (isEdge(at - 1) || isEdge(at + 1)) return true;
  return false;
}

/**
 * The dialect of a file fit for DuckDB's reader.
 * @returns undefined where the file is small, neither UTF-8 nor GB18030, ragged, or where more than
 *   single-celled titles stand above its header
 */
export function plainCsvOf(content: Uint8Array): PlainCsv | undefined {
  if (content.length < LARGE_BYTES) return undefined;
  const decoded = utf8Of(Buffer.from(content.buffer, content.byteOffset, content.length));
  if (!decoded) return undefined;
  const { bytes, encoding } = decoded;
  const end = bytes.lastIndexOf('\n', SAMPLE_BYTES);
  if (end < 0 || hasBlankLine(bytes)) return undefined;
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, end));
  const delimiter = guessDelimiter(text);
  if (delimiter.length !== 1) return undefined;
  const sample = Papa.parse<string[]>(text, { delimiter }).data.slice(0, -1);
  const titles = sample.findIndex((row) => filled(row) > 1);
  const header = sample[titles]?.map((cell) => cell.trim()) ?? [];
  const even = sample.slice(titles).every((row) => row.length === header.length);
  const named = header.every((cell) => cell !== '') && new Set(header).size === header.length;
  // DuckDB skips lines, and a quoted title may take several.
  const oneLined = sample
    .slice(0, titles)
    .every((row) => !row.some((cell) => /["\n\r]/.test(cell)));
  if (titles < 0 || !even || !named || !oneLined || header.length < 2) return undefined;
  const oddSpaces = ODD_SPACES.some((space) => bytes.includes(space));
  return {
    delimiter,
    titles,
    header,
    sample,
    encoding,
    text: new HeldText(bytes),
    spaced: oddSpaces || hasOuterBlank(bytes, delimiter),
    oddSpaces,
  };
}

const filled = (row: readonly string[]): number => row.filter((cell) => cell.trim() !== '').length;

/** A text file's content in UTF-8; undefined where it is in neither of the encodings that are sure. */
function utf8Of(bytes: Buffer): { bytes: Buffer; encoding: PlainCsv['encoding'] } | undefined {
  if (isUtf8(bytes)) {
    const marked = bytes.toString('hex', 0, 3) === 'efbbbf';
    return { bytes, encoding: marked ? 'utf-8-bom' : 'utf-8' };
  }
  const decoder = new TextDecoder('gb18030', { fatal: true });
  const parts: Buffer[] = [];
  try {
    for (let start = 0; start < bytes.length; start += DECODED_BYTES) {
      const end = start + DECODED_BYTES;
      const part = decoder.decode(bytes.subarray(start, end), { stream: end < bytes.length });
      parts.push(Buffer.from(part));
    }
  } catch {
    return undefined;
  }
  return { bytes: Buffer.concat(parts), encoding: 'gb18030' };
}
