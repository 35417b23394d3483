import * as library from '@e965/xlsx';
import type { ParsingOptions, WorkBook } from '@e965/xlsx';
import { tooLarge, workbookLocked, workbookUnreadable } from './failures.ts';
import { hiddenSheets } from './hidden-sheets.ts';
import { refuseEndlessRepeats } from './repeats.ts';
import { readPlainSheets, type Part } from './plain-sheets.ts';
import { listZip, unzip, ZipDamaged, type ZipEntry } from './zip.ts';

/** The library's door for a package that is unpacked already; its types leave it out. */
const { parse_zip: parsePackage } = library as unknown as {
  parse_zip(parts: object, options: ParsingOptions): WorkBook;
};
const parts = library.CFB.utils as {
  cfb_new(): object;
  cfb_add(container: object, name: string, content: Buffer, options: { unsafe: true }): void;
};

/** A workbook as the library read it, and the sheets of which it does not tell that they are hidden. */
export interface OpenedWorkbook {
  readonly workbook: WorkBook;
  readonly hidden: ReadonlySet<string>;
}

/** Largest part that is text the library can hold, and all parts together. */
const PART_BYTES = 300_000_000;
const PACKAGE_BYTES = 600_000_000;
const MAXIMUM_PARTS = 20_000;

/** Parts that hold no cells: pictures, fonts, macros, caches of pivot tables. */
const NO_CELLS =
  /^(xl\/(media|embeddings|drawings|charts|printerSettings|pivotCache|customXml|activeX|ctrlProps|fonts)\/|Pictures\/|Thumbnails\/|Object |Basic\/|xl\/vbaProject\.bin$|docProps\/thumbnail)/i;
const ODF_LOCKED = /encryption-data|encrypted-package/;

/** Formulas that were never calculated, as programs other than Excel write them. */
const UNCALCULATED = ['</f></c>', '</f><v></v>', '</f><v/>', '</f><v />'];
const UNCALCULATED_CELL = /<c ([^>]*)>(?:<f[^>]*>[^<]*<\/f>|<f[^>]*\/>)(?:<v><\/v>|<v ?\/>)?<\/c>/g;

/**
 * Reads a workbook that is a zip package (xlsx, xlsb, ods). Each part is unpacked by its declared
 * size and held to its checksum first: the library checks neither.
 * @throws Failure `file_encrypted`, `file_too_large` or `workbook_unreadable`
 */
export function readZipped(bytes: Uint8Array, options: ParsingOptions): OpenedWorkbook {
  let hidden: ReadonlySet<string> = new Set();
  const unpacked = cellParts(bytes).map((entry): Part => {
    const content = Buffer.from(partOf(bytes, entry));
    if (entry.name === 'META-INF/manifest.xml' && ODF_LOCKED.test(content.toString())) {
      throw workbookLocked();
    }
    if (entry.name === 'content.xml') {
      const markup = content.toString();
      refuseEndlessRepeats(markup);
      hidden = hiddenSheets(markup);
    }
    const sheet = /^xl\/worksheets\/.*\.xml$/i.test(entry.name);
    return { name: entry.name, content: sheet ? withUncalculated(content) : content };
  });
  const plain = readPlainSheets(unpacked, (hollow) =>
    readPackage(hollow, { ...options, cellStyles: false }),
  );
  return { workbook: plain ?? readPackage(unpacked, { ...options }), hidden };
}

function readPackage(unpacked: readonly Part[], options: ParsingOptions): WorkBook {
  const container = parts.cfb_new();
  for (const { name, content } of unpacked)
    parts.cfb_add(container, name, content, { unsafe: true });
  return parsePackage(container, options);
}

/** The parts to be unpacked, within what a package may hold. */
function cellParts(bytes: Uint8Array): ZipEntry[] {
  let entries: ZipEntry[];
  try {
    entries = listZip(bytes).filter(({ name }) => !NO_CELLS.test(name));
  } catch (damage) {
    throw workbookUnreadable(damage);
  }
  if (entries.length > MAXIMUM_PARTS) {
    throw tooLarge(`内含 ${entries.length} 个部件`, `it is made of ${entries.length} parts`);
  }
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  if (total > PACKAGE_BYTES || entries.some(({ size }) => size > PART_BYTES)) {
    const megabytes = Math.round(total / 1_000_000);
    throw tooLarge(`解压后有 ${megabytes} MB`, `unpacked it takes ${megabytes} MB`);
  }
  return entries;
}

function partOf(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  try {
    return unzip(bytes, entry);
  } catch (damage) {
    if (damage instanceof ZipDamaged) throw workbookUnreadable(damage);
    throw damage;
  }
}

/** Marks formulas without a value as errors, which the library would leave out without a word. */
function withUncalculated(content: Buffer): Buffer {
  if (!content.includes('<f') || !UNCALCULATED.some((end) => content.includes(end))) return content;
  return Buffer.from(
    content.toString().replace(UNCALCULATED_CELL, (_, attributes: string) => {
      const others = attributes.replace(/ ?\bt="[^"]*"/, '').replace(/\/$/, '');
      return `<c ${others} t="str"><v>#CALC!</v></c>`;
    }),
  );
}
