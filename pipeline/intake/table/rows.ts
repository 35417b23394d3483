import { cellText } from '../grid.ts';

/** What a row below a header turned out to be. `blank` rows are passed over without a trace. */
export type RowKind = 'data' | 'blank' | 'total' | 'note' | 'header' | 'outside';

/** What a table's header tells about the rows below it. */
export interface TableShape {
  /** Positions of the columns that the contract knows. */
  readonly mapped: readonly number[];
  /** Of these, the ones that say whose and of when a row is, which alone make no row. */
  readonly context: ReadonlySet<number>;
  /** Whether rows are things that happened (hazards, drills), so that one saying 无 reports none. */
  readonly ledger: boolean;
  /** Positions of columns that hold something else than numbers. */
  readonly wordy: readonly number[];
  /** Texts of the header's last row by position, to recognise it when it is printed again. */
  readonly header: readonly string[];
}

/** How a total begins, in RE2's dialect too: the reader of large files runs it in SQL. */
export const TOTAL_PATTERN =
  '^(.{0,12}(合计|小计|总计)|(本页|本月|全年|年度)?(共计|累计|总数))[:：]?$';
/** How the notes under a table begin. */
export const NOTE_PATTERN =
  '^(填表说明|填写说明|填报说明|填写要求|填表要求|填报要求|说明|备注|附注|注意|注|审核人|审核|制表人|制表|填表人|填报人|单位负责人|负责人签字|负责人|联系人|联系电话|填报日期|填表日期|报送日期|报送单位|填报单位)([（(]盖章[）)]|[（(]签字[）)])?[0-9一]?[:：.．、]';
/** What a row says that reports nothing. */
const NOTHING =
  /^(无|没有|[/\\—–－-]+|未发现(隐患|问题)?|(本月)?无(隐患|问题|演练|事故)|零(隐患|事故)|未开展)$/u;

/** Signatures and remarks, which speak of the table above them and never of the one below. */
const CLOSING =
  /^(审核|制表|填表人|填报人|负责人|联系|附?注|说明|备注|填[写表报](?:说明|要求)|[（(]?\d{1,2}[)）.、．](?!\d))/u;

/** Whether a row that stands alone between two tables may be the lower one's title. */
export const mayBeTitle = (words: string): boolean =>
  !total.test(compact(words)) && !CLOSING.test(compact(words));

const total = new RegExp(TOTAL_PATTERN, 'u');
const note = new RegExp(NOTE_PATTERN, 'u');

const compact = (value: string): string => (/\s/.test(value) ? value.replace(/\s/g, '') : value);

const NUMERAL = /^[（(]?(\d{1,3})[)）]?$/u;
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const COLUMNS_OF = /^[栏列]?(?:次|号|目|序号)$/u;

/**
 * Whether a row below a header only numbers its columns, as printed forms do: 1 2 3 4 …, 甲 乙 1 2 3 …,
 * in brackets or after 栏次.
 */
export function numbersColumns(row: readonly string[]): boolean {
  let [stems, numbers, first] = [0, 0, true];
  for (const cell of row) {
    const mark = compact(cell.normalize('NFKC'));
    if (mark === '') continue;
    const label = first && COLUMNS_OF.test(mark);
    first = false;
    if (label) continue;
    if (numbers === 0 && mark === STEMS[stems]) stems += 1;
    else if (Number(NUMERAL.exec(mark)?.[1]) === numbers + 1) numbers += 1;
    else return false;
  }
  return numbers >= 3;
}

/**
 * Tells what a row below a header is.
 * @param afterNote whether the row above was a note: numbered points follow one another
 * @param spanned whether one merged cell covers most of the row
 */
export function classifyRow(
  row: readonly string[],
  shape: TableShape,
  afterNote: boolean,
  spanned: boolean,
): RowKind {
  const [first = '', second = ''] = firstFilled(row, 2);
  if (first === '') return 'blank';
  if (total.test(first) || total.test(second)) return 'total';
  if (note.test(first)) return 'note';
  if (second === '' && (afterNote || spanned)) return 'note';
  const mapped = shape.mapped.filter((position) => cellText(row, position) !== '');
  if (mapped.length === 0) return first.length > 15 ? 'note' : 'outside';
  if (repeatsHeader(row, shape) || isColumnNumbers(row, shape)) return 'header';
  return shape.ledger && saysNothing(row, mapped, shape.context) ? 'note' : 'data';
}

/** The first filled cells of a row, white space dropped. */
function firstFilled(row: readonly string[], wanted: number): string[] {
  const filled: string[] = [];
  for (const cell of row) {
    const value = compact(cell);
    if (value !== '' && filled.push(value) === wanted) break;
  }
  return filled;
}

/** A lone dash is a gap to be mended; only words make a row a statement of nothing. */
function saysNothing(
  row: readonly string[],
  mapped: readonly number[],
  context: ReadonlySet<number>,
): boolean {
  const own = mapped.filter((position) => !context.has(position));
  return (
    own.every((position) => NOTHING.test(compact(cellText(row, position)))) &&
    own.some((position) => /\p{Script=Han}/u.test(cellText(row, position)))
  );
}

/** A row of counts may be 1 2 3 too; but no day, word or text is a number so small. */
const isColumnNumbers = (row: readonly string[], { wordy }: TableShape): boolean =>
  numbersColumns(row) && wordy.some((position) => cellText(row, position) !== '');

function repeatsHeader(row: readonly string[], { header }: TableShape): boolean {
  let titled = 0;
  let same = 0;
  header.forEach((title, position) => {
    if (title === '') return;
    titled++;
    if (compact(cellText(row, position)) === title) same++;
  });
  return same >= 2 && same * 2 > titled;
}
