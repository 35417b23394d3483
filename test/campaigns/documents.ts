import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));

/** The bureaus' own documents lie beside the repository, never in it. */
export const haveDocuments = existsSync(folder);

if (!haveDocuments) process.stdout.write('skipped: ../shared/seeds is absent\n');

/** The text of document S0 to S4. */
export function documentText(number: number): string {
  const name = readdirSync(folder).find((file) => file.startsWith(`00${number}_`));
  if (!name) throw new RangeError(`no document S${number}`);
  return readFileSync(`${folder}${name}`, 'utf8');
}

/** Rows of the plan of S2 by their number, whichever of the first columns it was printed in. */
export function planRows(): ReadonlyMap<number, readonly string[]> {
  const text = documentText(2);
  const plan = text.slice(text.indexOf('时间阶段\t序号'));
  const rows = plan.split('\n').map((line) => line.split('\t').map((cell) => cell.trim()));
  const numbered = rows.flatMap((cells): [number, readonly string[]][] => {
    const number = cells.slice(0, 3).find((cell) => /^\d{1,3}$/.test(cell));
    return number === undefined ? [] : [[Number(number), cells]];
  });
  return new Map(numbered);
}
