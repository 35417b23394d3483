import type { CellObject, WorkBook } from '@e965/xlsx';

/** A part of a workbook package, unpacked. */
export interface Part {
  readonly name: string;
  readonly content: Buffer;
}

/** The library tells of these, though its types do not. */
interface ReadParts extends WorkBook {
  readonly Strings?: readonly { readonly t?: string }[];
  readonly Styles?: { readonly CellXf?: readonly ({ readonly numFmtId?: number } | undefined)[] };
  /** Number formats by their number. */
  readonly SSF: Readonly<Record<number, string | undefined>>;
}

type Cells = CellObject[][];

const WORKSHEET = /^xl\/worksheets\/[^/]*\.xml$/i;
const [BEGIN, END] = ['<sheetData>', '</sheetData>'];
/** Stands in the first cell of a sheet whose cells were taken out, before the number of its part. */
const MARK = '\u{F8FF}xiaoan-part-';

const ROW = /<row(?: ([^<>]*?))?(\/)?>|<\/row>/y;
const CELL = /<c r="([A-Z]{1,3})(\d{1,7})"([^<>]*?)(\/)?>/y;
const VALUE = /(?:<f(?: [^<>]*)?\/>|<f(?: [^<>]*)?>[^<]*<\/f>)?(?:<v>([^<]*)<\/v>)?<\/c>/y;
const INLINE = /<is><t(?: [^<>]*)?>([^<]*)<\/t><\/is><\/c>/y;
const ATTRIBUTES = /^(?: (?:s="\d+"|t="(?:n|s|str|inlineStr)"|(?:cm|vm|ph)="\w+"))*$/;
const STYLE = / s="(\d+)"/;
const TYPE = / t="(\w+)"/;

const SIGNS: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&apos;': "'",
  '&lt;': '<',
  '&gt;': '>',
};

/** Something about a sheet is beyond this short cut; the library reads it all. */
class NotPlain extends Error {}

/**
 * Reads a workbook (xlsx) whose sheets hold nothing but rows of numbers, texts and formulas with their
 * values, as nearly all do. The library reads all but the cells, on which it would spend most of its time.
 * @param parts of the package
 * @param read the library's reader of a package
 * @returns what the library would give, as far as {@link sheetsOf} looks at it; undefined where it must
 *   read the cells itself: hidden rows, errors, cells of other types, markup written in other ways
 */
export function readPlainSheets(
  parts: readonly Part[],
  read: (parts: readonly Part[]) => WorkBook,
): WorkBook | undefined {
  const markups = new Map<string, string>();
  const hollow: Part[] = [];
  for (const [number, part] of parts.entries()) {
    const { name, content } = part;
    if (!WORKSHEET.test(name) || content.includes('<sheetData/>')) {
      hollow.push(part);
      continue;
    }
    const [begin, end] = [content.indexOf(BEGIN), content.lastIndexOf(END)];
    if (begin < 0 || end < begin || content.lastIndexOf(BEGIN) !== begin) return undefined;
    const mark = `${MARK}${number}`;
    markups.set(mark, content.toString('utf8', begin + BEGIN.length, end));
    const row = Buffer.from(`${BEGIN}<row r="1"><c r="A1" t="str"><v>${mark}</v></c></row>`);
    hollow.push({
      name,
      content: Buffer.concat([content.subarray(0, begin), row, content.subarray(end)]),
    });
  }
  if (markups.size === 0) return undefined;
  const workbook = read(hollow) as ReadParts;
  try {
    for (const sheet of Object.values(workbook.Sheets)) {
      const data = sheet['!data'];
      const markup = markups.get(String(data?.[0]?.[0]?.v));
      if (markup !== undefined) sheet['!data'] = cellsOf(markup, workbook);
    }
    return workbook;
  } catch (reason) {
    if (reason instanceof NotPlain) return undefined;
    throw reason;
  }
}

/** The cells of a sheet by row and column, those without a value left out. */
function cellsOf(markup: string, workbook: ReadParts): Cells {
  const cells: Cells = [];
  const kinds = new Map<string, CellKind>();
  let at = 0;
  const next = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(markup);
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (at < markup.length) {
    const cell = next(CELL);
    if (!cell) {
      const row = next(ROW);
      if (!row || row[1]?.includes('hidden')) throw new NotPlain();
      continue;
    }
    const [, letters = '', digits, attributes = '', empty] = cell;
    if (empty) continue;
    const kind = kinds.get(attributes) ?? kindOf(attributes, workbook);
    kinds.set(attributes, kind);
    const found = next(kind.type === 'inlineStr' ? INLINE : VALUE);
    if (!found) throw new NotPlain();
    if (!found[1]) continue;
    const row = (cells[Number(digits) - 1] ??= []);
    row[columnOf(letters)] = cellOf(found[1], kind, workbook);
  }
  return cells;
}

/** What the attributes of a cell say; few combinations come over and over. */
interface CellKind {
  readonly type: string;
  readonly format: string;
}

function kindOf(attributes: string, { Styles, SSF }: ReadParts): CellKind {
  if (!ATTRIBUTES.test(attributes)) throw new NotPlain();
  // One by one: a group that is repeated forgets what it caught in an earlier turn, and writers differ in order.
  const style = STYLE.exec(attributes)?.[1];
  const type = TYPE.exec(attributes)?.[1] ?? 'n';
  const number = style === undefined ? 0 : (Styles?.CellXf?.[Number(style)]?.numFmtId ?? 0);
  const format = SSF[number];
  if (format === undefined) throw new NotPlain();
  return { type, format };
}

function cellOf(value: string, { type, format }: CellKind, { Strings }: ReadParts): CellObject {
  if (type === 'n') return { t: 'n', v: parseFloat(value), z: format };
  if (type !== 's') return { t: 's', v: plainText(value) };
  const text = Strings?.[parseInt(value, 10)]?.t;
  if (text === undefined) throw new NotPlain();
  return { t: 's', v: text };
}

/** Text without what XML or Excel writes in codes, but for the commonest signs. */
function plainText(text: string): string {
  if (text.includes('_x') || text.includes('\r')) throw new NotPlain();
  if (!text.includes('&')) return text;
  const plain = text.replace(/&(?:quot|apos|lt|gt);/g, (sign) => SIGNS[sign] ?? sign);
  if (plain.includes('&')) throw new NotPlain();
  return plain;
}

/** The position of a column from its letters: A → 0, AA → 26. */
function columnOf(letters: string): number {
  let position = 0;
  for (let index = 0; index < letters.length; index++)
    position = position * 26 + letters.charCodeAt(index) - 64;
  return position - 1;
}
