import type { Sheet } from '../grid.ts';
import type { FileKind } from '../sniff.ts';
import { readBoundaries, type Boundary } from './boundaries.ts';
import { readCsv } from './csv.ts';
import { decodeText, type DecodedText } from './text.ts';
import { readWorkbook } from './workbook.ts';

/** What a reader made of a file's bytes. */
export interface FileContent {
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
  if (kind === 'xlsx' || kind === 'xls') return { sheets: readWorkbook(bytes), boundaries: [] };
  const { content, encoding } = decodeText(bytes);
  if (kind === 'geojson') return { sheets: [], boundaries: readBoundaries(content), encoding };
  const sheets = kind === 'html' ? readWorkbook(content) : readCsv(content);
  return { sheets, boundaries: [], encoding };
}
