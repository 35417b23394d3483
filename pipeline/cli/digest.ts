import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../contracts/index.ts';
// Their own files: the whole server would be read for them.
import { readDigest } from '../server/digest.ts';
import { digestSums, digestText } from '../server/digest-text.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { withNewestSnapshot } from './newest-snapshot.ts';

interface Options {
  readonly warehouse: string;
  readonly output: string;
  readonly day?: string;
  readonly json?: boolean;
}

/**
 * Writes the week's digest: one Markdown file a language, by area and unit, of what is late and what
 * falls due within seven days. Files, so that no mail server is needed.
 * @returns the files written and how many obligations they name
 */
export async function writeDigest(
  warehouse: string,
  output: string,
  wanted?: string,
): Promise<{ files: string[]; late: number; due: number; day: string }> {
  const { day, rows } = await withNewestSnapshot(warehouse, (connection) =>
    readDigest(connection, wanted ?? null),
  );
  makeFolder(output);
  const files: string[] = [];
  for (const locale of ['zh', 'en'] as const) {
    const file = join(output, `digest-${day}.${locale}.md`);
    await writeFile(file, digestText(rows, day, locale));
    files.push(file);
  }
  return { files, ...digestSums(rows), day };
}

/** `xiaoan digest -o DIR` */
export const register: RegisterCommand = (program) => {
  withWarehouse(program.command('digest'))
    .description("write the week's digest: what is overdue and what falls due, by area and unit")
    .requiredOption('-o, --output <dir>', 'folder for the files')
    .option('--day <YYYY-MM-DD>', 'as of the end of this day; default the last of the newest month')
    .addHelpText('after', '\nExample:\n  $ xiaoan digest -o digests --day 2026-10-30')
    .action(async ({ warehouse, output, day, json }: Options) => {
      const written = await writeDigest(warehouse, output, day);
      process.stdout.write(
        json
          ? `${JSON.stringify(written)}\n`
          : cliLocale() === 'zh'
            ? `截至 ${written.day}：逾期 ${written.late} 件，一周内到期 ${written.due} 件：${written.files.join('、')}\n`
            : `As of ${written.day}: overdue ${written.late}, due within a week ${written.due}: ${written.files.join(', ')}\n`,
      );
    });
};
