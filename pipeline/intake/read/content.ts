import type { Sheet } from '../grid.ts';
import type { FileKind } from '../sniff.ts';
import { readBoundaries, type Boundary } from './boundaries.ts';
import { readDelimited } from './csv.ts';
import { decodeText, type DecodedText } from './text.ts';
import { readWorkbook } from './workbook.ts';

/** What a reader made of a file's bytes. */
export interface FileContent {
  /** What the file is, as exactly as its reader knows. */
  readonly kind: FileKind;
  readonly sheets: readonly Sheet[];
  readonly boundaries: readonly Boundary[];
  /** Encoding of a text file; undefined for a binary one. */
  readonly encoding?: DecodedText['encoding'];
}

/**
 * Reads a file of a known kind into sheets of text cells, or into outlines of areas.
 * @throws Failure where it cannot be read
 */
export function readContent(kind: FileKind, bytes: Uint8Array): FileContent {
  if (['xlsx', 'xlsb', 'ods', 'xls', 'et'].includes(kind)) {
    return { ...readWorkbook(kind, bytes), boundaries: [] };
  }
  const { content, encoding } = decodeText(bytes);
  if (kind === 'geojson')
    return { kind, sheets: [], boundaries: readBoundaries(content), encoding };
  const read = kind === 'csv' || kind === 'tsv' ? readDelimited : readMarkup;
  return { ...read(kind, content), boundaries: [], encoding };
}

/** HTML or XML: the library wants it to begin with its first bracket. */
const readMarkup = (kind: FileKind, content: string) =>
  readWorkbook(kind, content.replace(/^\uFEFF?\s*/, ''));
