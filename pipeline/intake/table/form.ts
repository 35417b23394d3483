import { Failure, text } from '../../contracts/index.ts';
import {
  fieldsOf,
  formHeader,
  formRows,
  type FormField,
} from '../../contracts/forms/safety-month-table.ts';
import { columnLetters, type Sheet } from '../grid.ts';

/** A pair of round brackets, full or half width, and what was written between them. */
const BLANK = /[（(]([^（()）]*)[）)]/gu;
const TICK = /^[√✓✔☑✅vV是1●■]$/u;

/** The rows of the form that hold a cell to fill in. */
const filledRows = formRows.filter(({ progress }) => progress !== undefined);

/**
 * Reads a sheet that is the safety month's form, rule C3: its blanks stand between words of merged cells.
 * Blanks are known by their order, so that the words around them may be any bureau's own.
 * @returns the sheet as a table of one row: the labels in the form's header row, the values in the row
 *   below it; undefined where the sheet is no such form
 * @throws Failure `form_incomplete` where cells or blanks are missing, naming the cell
 */
export function tableOfForm(sheet: Sheet, file: string): Sheet | undefined {
  const [activity, , progress] = formHeader.map(({ zh }) => zh);
  const top = sheet.rows.findIndex((row) => {
    const has = (title = '') => row.some((cell) => says(cell, title));
    return has(activity) && has(progress);
  });
  if (top < 0) return undefined;
  const column = sheet.rows[top]?.findIndex((cell) => says(cell, progress ?? '')) ?? -1;
  const filled = sheet.rows.flatMap((row, index) => {
    const cell = row[column]?.trim() ?? '';
    return index > top && cell !== '' ? [{ index, cell }] : [];
  });
  const place = (index: number) => ({
    file,
    ...(sheet.name ? { sheet: sheet.name } : {}),
    row: index + 1,
    column: columnLetters(column),
  });
  if (filled.length < filledRows.length)
    throw incomplete(
      place(top),
      `“${progress}”列应有 ${filledRows.length} 格，只找到 ${filled.length} 格`,
      `the column of what was done has ${filled.length} cells, not ${filledRows.length}`,
    );
  const values = filledRows.flatMap((row, index) => {
    const { index: at = top, cell = '' } = filled[index] ?? {};
    return valuesOf(fieldsOf(row), cell, (found, wanted) =>
      incomplete(
        place(at),
        `“${row.activity.zh}”一格应有 ${wanted} 处空，找到 ${found} 处`,
        `the cell of “${row.activity.en}” has ${found} blanks, not ${wanted}`,
      ),
    );
  });
  const heading = headingOf(sheet.rows.slice(0, top));
  const cells = [...heading, ...values];
  return {
    ...sheet,
    merges: [],
    rows: [
      ...sheet.rows.slice(0, top),
      cells.map(([label]) => label),
      cells.map(([, value]) => value),
    ],
  };
}

/** Whether a cell says nothing but a title, with white space anywhere; asked of every cell of every sheet. */
const says = (cell: string, title: string): boolean =>
  cell.includes(title.charAt(0)) && cell.replace(/\s/gu, '') === title;

type Labelled = readonly [label: string, value: string];

/** The values of one cell's blanks under the labels of their fields. */
function valuesOf(
  fields: readonly FormField[],
  cell: string,
  fail: (found: number, wanted: number) => Failure,
): Labelled[] {
  const blanks = [...cell.matchAll(BLANK)].map(([, content = '']) => content.trim());
  const wanted = fields.reduce((sum, { kind }) => sum + (kind === 'yes_no' ? 2 : 1), 0);
  if (blanks.length !== wanted) throw fail(blanks.length, wanted);
  let next = 0;
  return fields.map(({ label, kind }): Labelled => {
    const first = blanks[next++] ?? '';
    if (kind !== 'yes_no') return [label.zh, kind === 'number' ? first || '0' : first];
    return [label.zh, ticked(first, blanks[next++] ?? '')];
  });
}

/** Which of a pair of boxes is ticked; both is a word that no yes or no is, so that the row is held back. */
function ticked(yes: string, no: string): string {
  if (TICK.test(yes) && TICK.test(no)) return '是、否均已勾选';
  if (TICK.test(yes)) return '是';
  return TICK.test(no) ? '否' : '';
}

const HEADINGS = ['填报单位', '联系人', '电话', '填报日期', '汇总单位数'] as const;

/** What stands over the table: who fills it in, for how many units, when. */
function headingOf(rows: Sheet['rows']): Labelled[] {
  const words = rows.map((row) => row.filter(Boolean).join('  ')).join('  ');
  const after = (name: (typeof HEADINGS)[number]): string => {
    const others = HEADINGS.filter((other) => other !== name).join('|');
    const pattern = new RegExp(
      `${name}(?:[（(]盖章[）)])?\\s*[:：]\\s*(.*?)\\s*(?=${others}|$)`,
      'u',
    );
    return pattern.exec(words)?.[1]?.trim() ?? '';
  };
  const [, year, month] = /((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})/u.exec(after('填报日期')) ?? [];
  return [
    ['单位名称', after('填报单位')],
    ['联络员', after('联系人')],
    ['联系电话', after('电话')],
    ['汇总单位数', after('汇总单位数')],
    ...(year && month ? [['报送月份', `${year}-${month.padStart(2, '0')}`] as const] : []),
  ];
}

const incomplete = (where: NonNullable<Failure['options']['where']>, zh: string, en: string) =>
  new Failure(
    'form_incomplete',
    text(`统计表不完整：${zh}`, `The statistics form is incomplete: ${en}`),
    {
      where,
      hint: text(
        '请保留表中每一处括号，只在括号内填写',
        'Keep every pair of brackets, and write between them only',
      ),
    },
  );
