import type { CellValue, WriteSheet } from 'hucre/xlsx';
import { text, type Locale } from '../contracts/index.ts';
import { formFields } from '../contracts/forms/safety-month-table.ts';
import { formRowOf } from '../contracts/forms/safety-month-workbook.ts';

/** One field of one table that was handed in: a row of the query `safety_month_source`. */
export interface SourceRow {
  readonly field: string;
  readonly unit_code: string;
  readonly unit_name: string;
  readonly is_counted: boolean;
  readonly units_covered: number;
  readonly field_number: number | null;
  readonly field_text: string | null;
  readonly field_yes: boolean | null;
  readonly members: number | null;
  readonly members_number: number | null;
  readonly disagrees: boolean;
  readonly file_name: string | null;
  readonly sheet: string | null;
  readonly row_number: number;
}

const words = {
  sources: text('来源', 'Sources'),
  doubts: text('上下级不符', 'Disagreements'),
  table: {
    zh: ['单位代码', '单位', '是否计入', '文件', '工作表', '行'],
    en: ['Unit code', 'Unit', 'Counted', 'File', 'Sheet', 'Row'],
  },
  doubt: {
    zh: ['格', '项目', '单位代码', '单位', '上级填报', '所属单位数', '所属合计'],
    en: ['Cell', 'Field', 'Unit code', 'Unit', 'Parent', 'Members', 'Sum of members'],
  },
  counted: { zh: ['计入', '已由上级汇总'], en: ['counted', 'in the parent’s'] },
} as const;

const labels = new Map(formFields.map(({ name, label }) => [name, label]));

/** The cell of the form that a field stands in. */
const cellOf = (field: string): string => `D${formRowOf(field)}`;

const labelOf = (field: string, locale: Locale): string => labels.get(field)?.[locale] ?? field;

/**
 * Where every number of the form comes from: a line a table that was handed in, with its file, sheet and row; a
 * column a field, under the form's cell that it is added up in.
 */
export function sourceSheet(rows: readonly SourceRow[], locale: Locale): WriteSheet {
  const tables = new Map<string, SourceRow[]>();
  for (const row of rows) {
    const own = tables.get(row.unit_code);
    if (own) own.push(row);
    else tables.set(row.unit_code, [row]);
  }
  const [yes, no] = words.counted[locale];
  const head = words.table[locale];
  return {
    name: words.sources[locale],
    columns: [
      ...[14, 28, 14, 40, 18, 6].map((width) => ({ width })),
      ...formFields.map(() => ({ width: 12 })),
    ],
    freezePane: { rows: 2, columns: 2 },
    rows: [
      [...head.map(() => null), ...formFields.map(({ name }) => cellOf(name))],
      [...head, ...formFields.map(({ name }) => labelOf(name, locale))],
      ...[...tables.values()].flatMap((own): CellValue[][] => {
        const [first] = own;
        if (!first) return [];
        const values = new Map(
          own.map((row) => [row.field, row.field_number ?? row.field_text ?? row.field_yes]),
        );
        return [
          [
            first.unit_code,
            first.unit_name,
            first.is_counted ? yes : no,
            first.file_name,
            first.sheet,
            first.row_number,
            ...formFields.map(({ name }) => values.get(name) ?? null),
          ],
        ];
      }),
    ],
  };
}

/** Where a parent's number is less than the sum of its members' own. */
export function doubtSheet(rows: readonly SourceRow[], locale: Locale): WriteSheet {
  return {
    name: words.doubts[locale],
    columns: [6, 22, 14, 28, 12, 12, 14].map((width) => ({ width })),
    freezePane: { rows: 1 },
    rows: [
      [...words.doubt[locale]],
      ...rows
        .filter(({ disagrees }) => disagrees)
        .map((row): CellValue[] => [
          cellOf(row.field),
          labelOf(row.field, locale),
          row.unit_code,
          row.unit_name,
          row.field_number,
          row.members,
          row.members_number,
        ]),
    ],
  };
}
