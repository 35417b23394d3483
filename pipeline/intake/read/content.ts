import type { Sheet } from '../grid.ts';
import type { FileKind } from '../file-kind.ts';
import { readBoundaries, type Boundary } from './boundaries.ts';
import { readDelimited } from './csv.ts';
import { readHtml } from './html.ts';
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
  return { kind, boundaries: [], encoding, ...readText(kind, content) };
}

function readText(
  kind: FileKind,
  content: string,
): Partial<FileContent> & Pick<FileContent, 'sheets'> {
  if (kind === 'geojson') return { sheets: [], boundaries: readBoundaries(content) };
  if (kind === 'html') return { sheets: readHtml(content) };
  // The library wants XML to begin with its first bracket.
  if (kind === 'xml') return readWorkbook(kind, content.replace(/^\uFEFF?\s*/, ''));
  return readDelimited(content);
}
