import { writeXlsx, type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx';
import { text, type Locale } from '../text.ts';
import { fieldsOf, formHeader, formRows, formTitle, type FormField } from './safety-month-table.ts';

/** A filled-in form: numbers, texts, and for yes or no either that or how many said so. */
export interface FilledForm {
  readonly unit: string;
  readonly unitsCovered: number;
  /** Day of filling in, ISO. */
  readonly day: string;
  readonly values: ReadonlyMap<string, number | string | boolean | Tally>;
}

/** How many said yes and no: what yes or no become when tables are added up. */
export interface Tally {
  readonly yes: number;
  readonly no: number;
}

/** Fixed, so that the same figures always give the same bytes. */
const MADE_ON = new Date('2026-01-01T00:00:00Z');

const thin = { style: 'thin', color: { rgb: '000000' } } as const;
const border = { top: thin, bottom: thin, left: thin, right: thin };
const font = { name: 'SimSun', size: 10.5 };
const cell = (horizontal: 'left' | 'center', bold = false): CellStyle => ({
  font: { ...font, bold },
  border,
  alignment: { horizontal, vertical: 'center', wrapText: true },
});
const title: CellStyle = {
  font: { ...font, size: 16, bold: true },
  alignment: { horizontal: 'center', vertical: 'center' },
};
const heading: CellStyle = { font, alignment: { vertical: 'center' } };

const FIRST_ROW = 3;
const WIDTHS = [13, 17, 26, 54];
const noteText = text(
  '注：中心学校汇总后上报，直属单位直接上报。',
  'Central schools send the sum of their members; direct units send their own.',
);

/** The row of the form, from 1, in which a field stands. */
export function formRowOf(field: string): number {
  const index = formRows.findIndex((row) => fieldsOf(row).some(({ name }) => name === field));
  return FIRST_ROW + index + 1;
}

/**
 * The safety month's table in the bureaus' own merged layout, ready to be stamped; blank without figures.
 * @param more sheets behind it, such as the sources of its figures
 * @returns the bytes of an .xlsx file
 */
export async function safetyMonthWorkbook(
  locale: Locale,
  filled?: FilledForm,
  more: readonly WriteSheet[] = [],
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [formSheet(locale, filled), ...more],
    properties: {
      title: formTitle[locale],
      creator: 'Xiaoan',
      created: MADE_ON,
      modified: MADE_ON,
    },
    defaultFont: font,
  });
}

function formSheet(locale: Locale, filled: FilledForm | undefined): WriteSheet {
  const [year, month, day] = filled?.day.split('-').map(Number) ?? [];
  const written = year ? `${year}年${month}月${day}日` : '';
  const rows: CellValue[][] = [
    [formTitle[locale], null, null, null],
    [
      `填报单位（盖章）：${filled?.unit ?? ''}    汇总单位数：${filled?.unitsCovered ?? ''}    联系人：    电话：    填报日期：${written}`,
      null,
      null,
      null,
    ],
    [formHeader[0]?.zh ?? '', null, formHeader[1]?.zh ?? '', formHeader[2]?.zh ?? ''],
    ...formRows.map((row): CellValue[] => [
      row.block?.[locale] ?? null,
      row.activity[locale],
      row.requirement[locale],
      row.progress === undefined ? null : filledIn(row.progress, fieldsOf(row), filled),
    ]),
    [noteText[locale], null, null, null],
  ];
  const last = FIRST_ROW + formRows.length - 1;
  const cells = new Map<string, { style: CellStyle }>([
    ['0,0', { style: title }],
    ['1,0', { style: heading }],
    [`${last + 1},0`, { style: heading }],
  ]);
  for (let column = 0; column < 4; column++) {
    cells.set(`2,${column}`, { style: cell('center', true) });
    for (let row = FIRST_ROW; row <= last; row++)
      cells.set(`${row},${column}`, { style: cell(column < 2 ? 'center' : 'left') });
  }
  return {
    name: formTitle[locale].slice(0, 31),
    columns: WIDTHS.map((width) => ({ width })),
    rows,
    cells,
    merges: [
      { startRow: 0, startCol: 0, endRow: 0, endCol: 3 },
      { startRow: 1, startCol: 0, endRow: 1, endCol: 3 },
      { startRow: 2, startCol: 0, endRow: 2, endCol: 1 },
      ...blocks(),
      ...sharedCells(),
      { startRow: last + 1, startCol: 0, endRow: last + 1, endCol: 3 },
    ],
    rowDefs: new Map([
      [0, { height: 30 }],
      [1, { height: 22 }],
      ...formRows.map(
        (row, index) => [FIRST_ROW + index, { height: heightOf(row.progress) }] as const,
      ),
    ]),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
    },
  };
}

const heightOf = (progress = ''): number => 18 * Math.max(2, Math.ceil(progress.length / 45) + 1);

/** Merges of the first column: a block and the rows that go on with it. */
function blocks() {
  const starts = formRows.flatMap((row, index) => (row.block ? [index] : []));
  return starts.map((start, index) => ({
    startRow: FIRST_ROW + start,
    startCol: 0,
    endRow: FIRST_ROW + (starts[index + 1] ?? formRows.length) - 1,
    endCol: 0,
  }));
}

/** Merges of the last column: a cell that the next row shares. */
const sharedCells = () =>
  formRows.flatMap((row, index) =>
    row.progress === undefined
      ? [{ startRow: FIRST_ROW + index - 1, startCol: 3, endRow: FIRST_ROW + index, endCol: 3 }]
      : [],
  );

function filledIn(
  progress: string,
  fields: readonly FormField[],
  filled: FilledForm | undefined,
): string {
  return fields.reduce((words, { name, kind }) => {
    const value = filled?.values.get(name);
    // A function, as what people typed may hold signs that a replacement text would read.
    return words.replace(`{${name}}`, () => (kind === 'yes_no' ? boxes(value) : written(value)));
  }, progress);
}

const written = (value: number | string | boolean | Tally | undefined): string =>
  typeof value === 'number' || typeof value === 'string' ? String(value) : ' ';

/** （√）是（ ）否; of a sum how many said each. */
function boxes(value: number | string | boolean | Tally | undefined): string {
  if (typeof value === 'object') return `（${value.yes}）是（${value.no}）否`;
  const [yes, no] = typeof value === 'boolean' ? [value, !value] : [false, false];
  return `（${yes ? '√' : ' '}）是（${no ? '√' : ' '}）否`;
}
