import type { Cell, CellStyle, Sheet } from 'hucre/xlsx';
import { text, type Locale } from '../../contracts/index.ts';
import type { Fault } from './faults.ts';

/** Faults listed; whoever has more mends the first of them and asks again. */
const LISTED = 5000;

const words = {
  sheet: text('更正说明', 'What to correct'),
  title: text('请更正后重新报送', 'Please correct and send again'),
  file: text('原文件', 'File'),
  how: [
    text(
      '1. 红色的格子必须改，橙色的请核对；把鼠标停在格子上可看到原因，也可按下表逐条查找。',
      '1. Mend the red cells and check the orange ones; hold the pointer over a cell to read why, or go by the list below.',
    ),
    text(
      '2. 请直接在原表上改，不要另建文件，也不要删除本页或隐藏的工作表。',
      '2. Mend them in this very workbook; delete neither this page nor the hidden sheet.',
    ),
    text(
      '3. 改好后保存，整份重新报送：它会替代原文件，已经没有问题的行不会重复。',
      '3. Save it and send it as a whole: it takes the place of the first file, and no row counts twice.',
    ),
  ],
  columns: [
    text('序号', 'No.'),
    text('工作表', 'Sheet'),
    text('格子', 'Cell'),
    text('列名', 'Header'),
    text('原来写的', 'As written'),
    text('哪里不对', 'What is wrong'),
    text('处理', 'To do'),
  ],
  error: text('必须改', 'Must be mended'),
  warning: text('请核对', 'Please check'),
  row: text('整行', 'Whole row'),
  more: (count: number) =>
    text(
      `另有 ${count} 处未列出，均已在表中标色。`,
      `${count} more are not listed; all are coloured in the sheets.`,
    ),
};

const font = { name: 'Microsoft YaHei', size: 10 };
const bold: CellStyle = { font: { ...font, bold: true }, border: { bottom: { style: 'thin' } } };
const plain: CellStyle = { font, alignment: { vertical: 'top', wrapText: true } };
const link: CellStyle = {
  ...plain,
  font: { ...font, underline: true, color: { rgb: '0B5CAD' } },
};

/** A sheet that may go into a new workbook as into one that was read. */
export type ListSheet = Pick<Sheet, 'name' | 'rows' | 'cells' | 'columns' | 'freezePane'>;

/**
 * The first sheet of a correction workbook: what to do, and each fault with a link to its cell.
 * @param taken names of the clerk's sheets, which this one must not have
 * @param nameOf the name of a sheet in the workbook
 */
export function listSheet(
  fileName: string,
  faults: readonly Fault[],
  locale: Locale,
  taken: readonly string[],
  nameOf: (sheet: string) => string,
): ListSheet {
  const top = [
    [words.title[locale]],
    [`${words.file[locale]}：${fileName}`],
    ...words.how.map((line) => [line[locale]]),
    [],
    words.columns.map((label) => label[locale]),
  ];
  const cells = new Map<string, Cell>();
  const set = (row: number, column: number, value: string | number, more: Partial<Cell>) =>
    cells.set(`${row},${column}`, {
      value,
      type: typeof value === 'number' ? 'number' : 'string',
      ...more,
    });
  set(0, 0, words.title[locale], { style: { font: { ...font, size: 15, bold: true } } });
  words.columns.forEach((label, column) =>
    set(top.length - 1, column, label[locale], { style: bold }),
  );
  const listed = faults.slice(0, LISTED);
  const rows = listed.map((fault, index) => {
    const row = top.length + index;
    const sheet = nameOf(fault.sheet);
    const cell = `${fault.letters ?? 'A'}${fault.row}`;
    const shown = fault.letters ? cell : `${words.row[locale]} ${fault.row}`;
    const location = `'${sheet.replaceAll("'", "''")}'!${cell}`;
    const values = [
      index + 1,
      sheet,
      shown,
      fault.header ?? '',
      fault.value ?? '',
      fault.reason[locale],
      words[fault.kind][locale],
    ];
    values.forEach((value, column) => set(row, column, value, { style: plain }));
    set(row, 2, shown, { style: link, hyperlink: { target: '', location, display: shown } });
    return values;
  });
  const rest = faults.length - listed.length;
  return {
    name: freeName(words.sheet[locale], taken),
    rows: [...top, ...rows, ...(rest > 0 ? [[words.more(rest)[locale]]] : [])],
    cells,
    columns: [6, 16, 10, 18, 24, 60, 14].map((width) => ({ width })),
    freezePane: { rows: top.length },
  };
}

/** A name that no sheet has yet. */
export function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let number = 2; taken.includes(free); number++) free = `${name} (${number})`;
  return free;
}
