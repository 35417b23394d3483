import { bureauColumns, zoneColumns, type ColumnsWritten } from './headers.ts';

/** How dates are written: as serial numbers in one of two formats, or as text. */
export type DateStyle = 'serial' | 'serial_chinese' | 'dot' | 'chinese' | 'iso' | 'slash';

/** How one sender writes: what makes its files look made by hand. */
export interface Handwriting {
  readonly format: 'xlsx' | 'gb18030' | 'utf-8-bom';
  /** Where the month stands: in a column, or only in the title or the file's name. */
  readonly month: 'column' | 'title' | 'file_name';
  readonly monthStyle: 'chinese' | 'iso' | 'dot';
  readonly dates: DateStyle;
  /** What stands in an empty optional cell. */
  readonly blank: string;
  readonly yes: string;
  readonly no: string;
  /** Which word of a code list: the label, or its first or second synonym. */
  readonly words: 0 | 1 | 2;
  /** Writes 12人 rather than 12. */
  readonly measures: boolean;
  /** Writes unit codes as numbers. */
  readonly numericCodes: boolean;
  readonly title: boolean;
  /** A column 序号 in front. */
  readonly serial: boolean;
  /** A row 合计 below. */
  readonly total: boolean;
  readonly note: string | undefined;
  /** An empty row after about so many rows; 0 for none. */
  readonly blankEvery: number;
  /** The file's name without its extension: {sender}, {year}, {month}, {mm} and, in CSV, {table}. */
  readonly fileName: string;
  readonly columns: ColumnsWritten;
}

const plain: Handwriting = {
  format: 'xlsx',
  month: 'title',
  monthStyle: 'chinese',
  dates: 'serial',
  blank: '',
  yes: '是',
  no: '否',
  words: 0,
  measures: false,
  numericCodes: false,
  title: true,
  serial: true,
  total: true,
  note: undefined,
  blankEvery: 0,
  fileName: '{sender}{year}年{month}月安全月报',
  columns: zoneColumns[0],
};

/** Hands of the senders of monthly returns; a small district uses the first ones. */
export const zoneHands: readonly [Handwriting, ...Handwriting[]] = [
  {
    ...plain,
    note: '填表说明：1.本表每月28日前报送；2.重大隐患须注明督办编号；3.未发现隐患的单位实行零报告。',
  },
  {
    ...plain,
    format: 'gb18030',
    month: 'title',
    dates: 'slash',
    words: 1,
    blank: '无',
    measures: true,
    total: true,
    fileName: '{sender}{year}{mm}{table}',
    columns: zoneColumns[1],
  },
  {
    ...plain,
    format: 'utf-8-bom',
    month: 'column',
    monthStyle: 'iso',
    dates: 'iso',
    title: false,
    serial: false,
    total: false,
    fileName: '{sender}_{year}-{mm}_{table}',
    columns: zoneColumns[3],
  },
  {
    ...plain,
    month: 'column',
    dates: 'dot',
    blank: '/',
    yes: '√',
    no: '×',
    words: 2,
    numericCodes: true,
    blankEvery: 18,
    note: '注：已整改的隐患须附整改前后照片。',
    fileName: '{year}-{mm} {sender}报表',
    columns: zoneColumns[2],
  },
  {
    ...plain,
    dates: 'chinese',
    blank: '—',
    yes: '有',
    no: '无',
    words: 1,
    measures: true,
    fileName: '{sender}（{year}年{month}月）隐患演练汇总',
    columns: zoneColumns[4],
    note: '填表要求：1.隐患描述应写明部位；2.整改期限一般不超过30日；3.表格不得合并行。',
  },
  {
    ...plain,
    month: 'file_name',
    dates: 'serial_chinese',
    words: 2,
    blankEvery: 25,
    total: false,
    fileName: '{sender}{year}年{month}月台账',
    columns: zoneColumns[2],
  },
  {
    ...plain,
    month: 'column',
    monthStyle: 'dot',
    dates: 'dot',
    numericCodes: true,
    serial: false,
    fileName: '{sender}{year}.{month}',
    columns: zoneColumns[0],
  },
];

/** The sender of the third hand learned to send workbooks after its first year and a half. */
export const laterHand: Handwriting = {
  ...plain,
  month: 'column',
  dates: 'slash',
  fileName: '{sender}{year}年{month}月安全月报',
  columns: zoneColumns[3],
};

/** The bureau's own hand: registers, inspections, accidents, and returns that came in late. */
export const bureauHand: Handwriting = {
  ...plain,
  month: 'column',
  total: false,
  fileName: '{sender}{year}年{month}月{table}',
  columns: bureauColumns,
};
