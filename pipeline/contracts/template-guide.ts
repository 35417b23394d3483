import { colToLetter, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import { columnOf, type Column, type Contract } from './contract.ts';
import { allowed, displayWidth, emptyMeans, example } from './template-column.ts';
import { colours, style } from './template-style.ts';
import { text, type Locale } from './text.ts';

/** The name of the sheet that explains how to fill in the first one. */
export const guideSheetName = text('填表说明', 'How to fill in');

// "计量单位" and "补充说明", because "单位" and "说明" alone are headers of returns.
const headers = [
  { label: text('列名', 'Column name'), width: 22 },
  { label: text('必填', 'Required?'), width: 10 },
  { label: text('可填的内容', 'What may stand there'), width: 52 },
  { label: text('计量单位', 'Unit of measure'), width: 12 },
  { label: text('不填即', 'Empty means'), width: 18 },
  { label: text('填写示例', 'Filled-in example'), width: 30 },
  { label: text('补充说明', 'Remarks'), width: 40 },
] as const;

const words = {
  required: text('必填', 'yes'),
  personal: text('含个人信息，仅供有权限者查看', 'Personal data: shown only to those entitled'),
  colours: text(
    '颜色：橙色表头为必填列；单元格变橙，表示这一行还缺必填内容；变红，表示与另一行重复。',
    'Colours: an orange header must be filled in; an orange cell is still missing; a red cell repeats another row.',
  ),
  same: text('以下内容全部相同的两行视为同一行，不可重复：', 'Rows alike in all of these repeat: '),
  byReturn: text(
    '同一单位同一月份再次报送时，新表整份替代旧表，请把该月所有行一并报送。',
    'Sent again for the same unit and month, the new table replaces the old one as a whole: send every row of that month.',
  ),
  byRow: text(
    '再次报送同一行时，新内容替代旧内容，其余各行不变。',
    'A row sent again replaces its older state; other rows stay as they are.',
  ),
  faults: text('出现下列情况的行会被退回更正：', 'Rows are sent back for correction where:'),
  oddities: text(
    '出现下列情况的行照常接收，但会提醒核对：',
    'Rows are taken, but shown to be checked, where:',
  ),
};

const LINE_HEIGHT = 16;

/** Height of a row whose cells break into lines; no reader but Excel itself would fit it on opening. */
function rowHeight(cells: readonly (string | null)[]): number {
  const lines = cells.map((cell, index) =>
    Math.ceil(displayWidth(cell ?? '') / (headers[index]?.width ?? 1)),
  );
  return LINE_HEIGHT * Math.max(1, ...lines) + 4;
}

/** A reason as it reads before there is a cell whose words it could repeat. */
const withoutCell = (reason: string): string => reason.replaceAll(/\{(?:value|detail)\}/g, '…');

/**
 * How the guide names a column: by its letter, then its label. The label alone would be a header of a
 * return, and its row a table to be read.
 */
export const explainedName = (column: Column, index: number, locale: Locale): string =>
  `${colToLetter(index)} · ${column.label[locale]}`;

/** The sheet that explains a template column by column, then the rules over whole rows. */
export function guideSheet(contract: Contract, locale: Locale): WriteSheet {
  const title = `${contract.label[locale]} · ${guideSheetName[locale]}`;
  const table = contract.columns.map((column, index) => [
    explainedName(column, index, locale),
    column.required ? words.required[locale] : null,
    allowed(column, locale),
    column.unit?.[locale] ?? null,
    emptyMeans(column, locale) ?? null,
    example(column, locale) || null,
    [column.description?.[locale], column.personal ? words.personal[locale] : undefined]
      .filter((item) => item !== undefined)
      .join(locale === 'zh' ? '；' : '; ') || null,
  ]);
  const { warnings = [] } = contract;
  const key = contract.key.map((name) => columnOf(contract, name).label[locale]);
  const notes = [
    words.colours[locale],
    `${words.same[locale]}${key.join(locale === 'zh' ? '、' : ', ')}`,
    words[contract.supersedes === 'return' ? 'byReturn' : 'byRow'][locale],
    ...(contract.checks.length > 0 ? [words.faults[locale]] : []),
    ...contract.checks.map((check) => `  · ${withoutCell(check.reason[locale])}`),
    ...(warnings.length > 0 ? [words.oddities[locale]] : []),
    ...warnings.map((warning) => `  · ${withoutCell(warning.reason[locale])}`),
  ];
  const rows = [
    [title],
    [contract.grain[locale]],
    headers.map((header) => header.label[locale]),
    ...table,
    [null],
    ...notes.map((note) => [note]),
  ];

  const cells = new Map<string, { style: CellStyle }>();
  cells.set('0,0', { style: style.title });
  cells.set('1,0', { style: style.hint });
  headers.forEach((_, index) => cells.set(`2,${index}`, { style: style.header }));
  contract.columns.forEach((column, row) => {
    headers.forEach((_, index) => {
      const fill = index < 2 && column.required ? colours.required : undefined;
      cells.set(`${row + 3},${index}`, { style: style.guideCell(fill) });
    });
  });
  notes.forEach((_, index) => {
    cells.set(`${contract.columns.length + 4 + index},0`, { style: style.note });
  });
  return {
    name: guideSheetName[locale],
    columns: headers.map(({ width }) => ({ width })),
    rows,
    cells,
    rowDefs: new Map([
      [0, { height: 28 }],
      [1, { height: 18 }],
      [2, { height: 34 }],
      ...table.map((row, index) => [index + 3, { height: rowHeight(row) }] as const),
    ]),
    freezePane: { rows: 3, columns: 1 },
    view: { showGridLines: false },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToHeight: 0 },
  };
}
