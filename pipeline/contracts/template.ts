import { colToLetter, writeXlsx, type CellStyle, type WriteSheet } from 'hucre/xlsx';
import type { Column, Contract } from './contract.ts';
import { choices, displayWidth, templateHeader } from './template-column.ts';
import { guideSheet, guideSheetName } from './template-guide.ts';
import { style } from './template-style.ts';
import { columnValidation } from './template-validation.ts';
import { text, type Locale } from './text.ts';

/** Rows of a template: title, hint, header; then these many to be filled in. */
const HEADER_ROW = 3;
const FIRST_ROW = HEADER_ROW + 1;
const ENTRY_ROWS = 1000;
const LAST_ROW = HEADER_ROW + ENTRY_ROWS;

/** Fixed, so that the same contract always gives the same bytes. */
const MADE_ON = new Date('2026-01-01T00:00:00Z');

const codesSheetName = text('代码', 'Codes');
const words = {
  hint: text(
    '带 * 的橙色列必填，其余可不填；从下一行表头之下开始填，每列怎么填见',
    'Orange columns marked * must be filled in. Start below the header; for each column see',
  ),
};

/** Columns that hold sentences rather than names. */
const SENTENCES = new Set([
  'description',
  'cause',
  'measures',
  'interim_controls',
  'contingency_plan',
  'note',
]);

/** Codes, numbers of documents and telephones keep their leading zeros only as text. */
const isIdentifier = (column: Column): boolean =>
  column.type === 'text' && /_(code|number|telephone)$/.test(column.name);

/** Width in characters: room for the longest choice, the header in two lines, and what is usual for the type. */
function width(column: Column, locale: Locale): number {
  const usual = { date: 12, month: 10, timestamp: 17, integer: 9, number: 11, boolean: 8 };
  const longest = Math.max(0, ...(choices(column, locale) ?? []).map(displayWidth));
  const header = Math.ceil(displayWidth(templateHeader(column, locale)) / 2) + 4;
  if (column.type === 'text') return SENTENCES.has(column.name) ? 32 : Math.max(16, header);
  if (column.type === 'code') return Math.min(30, Math.max(longest + 4, header));
  return Math.max(usual[column.type], header);
}

function numberFormat(column: Column): string | undefined {
  if (isIdentifier(column)) return '@';
  switch (column.type) {
    case 'date':
      return 'yyyy-mm-dd';
    case 'month':
      return 'yyyy-mm';
    case 'timestamp':
      return 'yyyy-mm-dd hh:mm';
    case 'integer':
      return '0';
    default:
      return undefined;
  }
}

/** The drop-downs' values, one column a list, and where each stands. No header: it is no table to be read. */
function codesSheet(
  contract: Contract,
  locale: Locale,
): { sheet: WriteSheet; reference: (column: Column) => string | undefined } {
  const lists = new Map<string, string[]>();
  for (const column of contract.columns) {
    const values = choices(column, locale);
    if (values) lists.set(column.codes ?? 'boolean', values);
  }
  const names = [...lists.keys()];
  const height = Math.max(0, ...[...lists.values()].map((values) => values.length));
  const rows = Array.from({ length: height }, (_, row) =>
    names.map((name) => lists.get(name)?.[row] ?? null),
  );
  return {
    sheet: { name: codesSheetName[locale], rows, hidden: true },
    reference: (column) => {
      const name = column.codes ?? column.type;
      const values = lists.get(name);
      if (!values) return undefined;
      const letter = colToLetter(names.indexOf(name));
      return `'${codesSheetName[locale]}'!$${letter}$1:$${letter}$${values.length}`;
    },
  };
}

/** Marks what is still missing in a row begun, and rows whose key repeats another's. */
function hints(contract: Contract): NonNullable<WriteSheet['conditionalRules']> {
  const letterOf = (name: string) =>
    colToLetter(contract.columns.findIndex((column) => column.name === name));
  const last = colToLetter(contract.columns.length - 1);
  const keys = contract.key.map(letterOf);
  const filled = keys.map((letter) => `$${letter}${FIRST_ROW}<>""`).join(',');
  const alike = keys
    .map((letter) => `$${letter}$${FIRST_ROW}:$${letter}$${LAST_ROW},$${letter}${FIRST_ROW}`)
    .join(',');
  const missing = contract.columns
    .filter((column) => column.required)
    .map((column, index) => {
      const letter = letterOf(column.name);
      return {
        type: 'expression' as const,
        priority: index + 1,
        range: `${letter}${FIRST_ROW}:${letter}${LAST_ROW}`,
        formula: `AND(COUNTA($A${FIRST_ROW}:$${last}${FIRST_ROW})>0,$${letter}${FIRST_ROW}="")`,
        style: style.missing,
      };
    });
  const repeated = keys.map((letter, index) => ({
    type: 'expression' as const,
    priority: missing.length + index + 1,
    range: `${letter}${FIRST_ROW}:${letter}${LAST_ROW}`,
    formula: `AND(${filled},COUNTIFS(${alike})>1)`,
    style: style.repeated,
  }));
  return [...missing, ...repeated];
}

function entrySheet(
  contract: Contract,
  locale: Locale,
  reference: (column: Column) => string | undefined,
): WriteSheet {
  const { columns } = contract;
  const quote = locale === 'zh' ? ['《', '》。'] : ['“', '”.'];
  const hint = `${contract.grain[locale]}${locale === 'zh' ? '。' : '. '}${words.hint[locale]}${locale === 'zh' ? '' : ' '}${quote[0]}${guideSheetName[locale]}${quote[1]}`;
  const cells = new Map<string, { style: CellStyle }>();
  cells.set('0,0', { style: style.title });
  cells.set('1,0', { style: style.hint });
  columns.forEach((column, index) => {
    cells.set(`${HEADER_ROW - 1},${index}`, {
      style: column.required ? style.requiredHeader : style.header,
    });
  });
  const nameAt = columns.findIndex((column) => column.name === 'unit_name');
  return {
    name: contract.label[locale],
    columns: columns.map((column) => ({
      width: width(column, locale),
      style: style.entry(numberFormat(column), column.type === 'text' && !isIdentifier(column)),
    })),
    rows: [
      [contract.label[locale]],
      [hint],
      columns.map((column) => templateHeader(column, locale)),
      ...Array.from({ length: ENTRY_ROWS }, () => columns.map(() => null)),
    ],
    cells,
    rowDefs: new Map([
      [0, { height: 28 }],
      [1, { height: 18 }],
      [2, { height: 34 }],
    ]),
    freezePane: { rows: HEADER_ROW, columns: nameAt + 1 },
    dataValidations: columns.map((column, index) => {
      const letter = colToLetter(index);
      const range = `${letter}${FIRST_ROW}:${letter}${LAST_ROW}`;
      return columnValidation(column, locale, range, reference(column));
    }),
    conditionalRules: hints(contract),
    pageSetup: {
      paperSize: 'a3',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  };
}

/**
 * The blank workbook in which a clerk fills in one dataset: the sheet to fill in, with drop-downs,
 * checks and marks for what is missing; a sheet that explains each column; the code lists, hidden.
 * @param contract the dataset
 * @param locale the language of headers, drop-downs and explanations; intake reads either
 * @returns the bytes of an .xlsx file, the same for the same contract and language
 */
export async function templateWorkbook(contract: Contract, locale: Locale): Promise<Uint8Array> {
  const codes = codesSheet(contract, locale);
  return writeXlsx({
    sheets: [
      entrySheet(contract, locale, codes.reference),
      guideSheet(contract, locale),
      codes.sheet,
    ],
    properties: {
      title: contract.label[locale],
      creator: 'Xiaoan',
      created: MADE_ON,
      modified: MADE_ON,
    },
    // Not by pageSetup.printTitlesRow: hucre does not quote the sheet's name there, and a name
    // with a space would make Excel repair the file.
    namedRanges: [
      {
        name: '_xlnm.Print_Titles',
        range: `'${contract.label[locale]}'!$1:$${HEADER_ROW}`,
        scope: contract.label[locale],
      },
    ],
    defaultFont: { name: 'Microsoft YaHei', size: 10 },
  });
}
