import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import {
  fieldsOf,
  formFields,
  formRows,
} from '../../pipeline/contracts/forms/safety-month-table.ts';
import {
  formRowOf,
  safetyMonthWorkbook,
} from '../../pipeline/contracts/forms/safety-month-workbook.ts';
import { sheetsOf } from '../../pipeline/intake/read/sheets.ts';

/** The formats that a clerk saves a form in. */
export const formats = ['xlsx', 'xls', 'ods'] as const;
export type Format = (typeof formats)[number];

/** What the clerk writes: a value of its own for each of the 37 fields. */
export const handWritten: ReadonlyMap<string, number | string | boolean> = new Map(
  formFields.map(({ name, kind }, index): [string, number | string | boolean] => [
    name,
    kind === 'number'
      ? index * 137 + 1
      : kind === 'text'
        ? index === 0
          ? '升旗仪式、主题班会'
          : '“平安校园”H5 快闪 $1'
        : index % 2 === 0,
  ]),
);

/** Where LibreOffice is; undefined where it is not installed. */
export function findOffice(): string | undefined {
  for (const name of ['soffice', 'libreoffice'])
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // Not there under this name.
    }
  return undefined;
}

/** Opens a workbook, writes texts into cells as a person would type them, and saves it in each format. */
const MACRO = `Sub Fill(source, texts, target)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  sheet = document.Sheets.getByIndex(0)
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  lines = createUnoService("com.sun.star.io.TextInputStream")
  lines.setInputStream(files.openFileRead(ConvertToURL(texts)))
  lines.setEncoding("UTF-8")
  Do While Not lines.isEOF()
    parts = Split(lines.readLine(), Chr(9))
    If UBound(parts) = 2 Then
      cell = sheet.getCellByPosition(CInt(parts(0)), CInt(parts(1)))
      cell.setString(Join(Split(parts(2), "|"), Chr(10)))
    End If
  Loop
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName"
  how(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL(ConvertToURL(target & ".xlsx"), how())
  how(0).Value = "MS Excel 97"
  document.storeToURL(ConvertToURL(target & ".xls"), how())
  how(0).Value = "calc8"
  document.storeToURL(ConvertToURL(target & ".ods"), how())
  document.close(True)
End Sub
`;

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Runs LibreOffice with a profile of its own, so that one that is open is left alone. */
function runOffice(office: string, profile: string, ...args: string[]): void {
  execFileSync(
    office,
    [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--norestore',
      '--nolockcheck',
      ...args,
    ],
    { timeout: 120_000, stdio: 'pipe' },
  );
}

/** A profile of LibreOffice that knows the macro; LibreOffice makes it, and the macro takes the place of an empty one. */
function profileIn(folder: string, office: string): string {
  const profile = join(folder, 'profile');
  runOffice(office, profile, '--terminate_after_init');
  const basic = join(profile, 'user', 'basic', 'Standard');
  mkdirSync(basic, { recursive: true });
  writeFileSync(
    join(basic, 'Module1.xba'),
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">${escaped(MACRO)}</script:module>`,
  );
  return profile;
}

/** The texts of the blank form's cells with every blank filled in: column, row, text. */
async function typedCells(
  blank: Uint8Array,
): Promise<[column: number, row: number, text: string][]> {
  const [sheet] = sheetsOf(read(blank, { dense: true }), new Set());
  const cellAt = (row: number, column: number): string => sheet?.rows[row]?.[column] ?? '';
  const answers: Readonly<Record<string, string>> = {
    '填报单位（盖章）：': '青禾中心小学',
    '汇总单位数：': '2',
    '联系人：': '王某',
    '电话：': '0000-1',
    '填报日期：': '2025年6月25日',
  };
  const heading = Object.entries(answers).reduce(
    (words, [label, answer]) => words.replace(label, `${label}${answer} `),
    cellAt(1, 0),
  );
  const filled = formRows.flatMap((row): [number, number, string][] => {
    const fields = fieldsOf(row);
    const [first] = fields;
    if (!first) return [];
    const written = fields.flatMap(({ name, kind }) => {
      const value = handWritten.get(name);
      return kind === 'yes_no' ? [value ? '√' : '', value ? '' : '√'] : [String(value)];
    });
    const at = formRowOf(first.name) - 1;
    let next = 0;
    const text = cellAt(at, 3).replace(/（\s*）/gu, () => `（${written[next++] ?? '?'}）`);
    if (next !== written.length) throw new Error(`row ${at + 1} has ${next} blanks`);
    return [[3, at, text]];
  });
  return [[0, 1, heading], ...filled];
}

/**
 * Has LibreOffice open the blank form, fill it in and save it.
 * @param office path of soffice
 * @returns the bytes of the file in each format
 */
export async function fillByHand(office: string): Promise<ReadonlyMap<Format, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-office-'));
  try {
    const blank = await safetyMonthWorkbook('zh');
    const [source, texts, target] = ['blank.xlsx', 'texts.tsv', 'filled'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    writeFileSync(source, blank);
    const cells = await typedCells(blank);
    writeFileSync(
      texts,
      cells
        .map(([column, row, text]) => `${column}\t${row}\t${text.replace(/\n/g, '|')}\n`)
        .join(''),
    );
    const macro = `macro:///Standard.Module1.Fill("${source}","${texts}","${target}")`;
    runOffice(office, profileIn(folder, office), macro);
    return new Map(formats.map((format) => [format, readFileSync(`${target}.${format}`)]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
