import { readFile, writeFile } from 'node:fs/promises';
import { read, utils, write } from '@e965/xlsx';

/**
 * Fills the workbook of a plan in as its teams do: each visit was made on its day, and found wanting.
 * @returns the code of a unit that was visited
 */
export async function fillIn(path: string): Promise<string> {
  const book = read(await readFile(path));
  let unitVisited = '';
  for (const name of book.SheetNames) {
    const sheet = book.Sheets[name];
    if (!sheet) continue;
    const rows = utils.sheet_to_json<(string | null)[]>(sheet, { header: 1, defval: null });
    const header = rows[2] ?? [];
    const at = (label: string): number => header.indexOf(label);
    for (const row of rows.slice(3)) {
      row[at('Date of inspection')] = row[at('Planned for')] ?? null;
      row[at('Result')] = 'Fail';
      unitVisited ||= String(row[at('Unit code')]);
    }
    book.Sheets[name] = utils.aoa_to_sheet(rows);
  }
  await writeFile(path, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return unitVisited;
}
