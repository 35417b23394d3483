import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, makeFolder, text } from '../contracts/index.ts';
import { correctionOf, filesToCorrect, type Correction } from '../intake/index.ts';
import { openWarehouse, requireWarehouse } from '../warehouse/index.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';

interface Options {
  readonly warehouse: string;
  readonly output: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/**
 * The newest file of that fingerprint (or the first letters of it) or name.
 * @throws Failure `file_not_received`
 */
async function fileNamed(connection: DuckDBConnection, name: string): Promise<string> {
  const reader = await connection.runAndReadAll(
    `select file_id from intake.file
     where file_name = $name
       or (length($name) >= 8 and starts_with(file_id, $name))
     order by received_at desc, loaded_at desc
     limit 1`,
    { name },
  );
  const found = reader.getRows()[0]?.[0];
  if (found !== undefined && found !== null) return String(found);
  throw new Failure(
    'file_not_received',
    text(`没有收到过这份文件：${name}`, `No such file was received: ${name}`),
    {
      hint: text(
        '请写全文件名，或指纹的前 8 位以上；清单见：xiaoan sql "from intake.file"',
        'Give its full name, or 8 signs or more of its fingerprint; see xiaoan sql "from intake.file"',
      ),
    },
  );
}

/** A name that no other workbook of this run has taken. */
function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) {
    free = name.replace(/\.xlsx$/, `-${number}.xlsx`);
  }
  taken.add(free);
  return free;
}

function line({ errors, warnings }: Correction, path: string): string {
  return cliLocale() === 'zh'
    ? `${path}：${errors} 处须改${warnings ? `，${warnings} 处请核对` : ''}\n`
    : `${path}: ${errors} to be mended${warnings ? `, ${warnings} to be checked` : ''}\n`;
}

async function writeCorrections(files: readonly string[], options: Options): Promise<void> {
  if (files.length === 0 && !options.all) {
    throw new Failure('usage', text('请写文件名，或用 --all', 'Name a file, or use --all'), {
      usage: true,
      hint: text(
        '例：xiaoan correct --all -o 更正',
        'Example: xiaoan correct --all -o corrections',
      ),
    });
  }
  const locale = cliLocale();
  requireWarehouse(options.warehouse);
  const warehouse = await openWarehouse(options.warehouse);
  const written: { file_id: string; file: string; errors: number; warnings: number }[] = [];
  try {
    const { connection, dir } = warehouse;
    const receivedFolder = join(dir, 'received');
    const fileIds = options.all
      ? await filesToCorrect(connection)
      : await Promise.all(files.map((name) => fileNamed(connection, name)));
    makeFolder(options.output);
    const taken = new Set<string>();
    for (const fileId of fileIds) {
      const correction = await correctionOf(connection, fileId, { receivedFolder, locale });
      const path = join(options.output, freeName(correction.name, taken));
      await writeFile(path, correction.bytes);
      const { errors, warnings } = correction;
      written.push({ file_id: fileId, file: path, errors, warnings });
      if (!options.json) process.stdout.write(line(correction, path));
    }
  } finally {
    await warehouse.close();
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ corrections: written })}\n`);
  else if (written.length === 0)
    process.stdout.write(
      locale === 'zh' ? '没有要更正的文件。\n' : 'No file is to be corrected.\n',
    );
}

/** `xiaoan correct FILE_ID|NAME… | --all -o DIR` */
export const register: RegisterCommand = (program) => {
  withWarehouse(program.command('correct'))
    .description('write the correction workbooks of files with rows in quarantine')
    .argument('[file...]', 'names or fingerprints of files received')
    .requiredOption(
      '-o, --output <dir>',
      'the folder to write to; a workbook that is there is replaced',
    )
    .option('--all', 'of every file that still has something to correct')
    .addHelpText(
      'after',
      `
Examples:
  $ xiaoan correct 青禾小学2025年5月隐患台账.xlsx -o corrections
  $ xiaoan correct --all -o corrections

Each workbook is the clerk's own, its wrong cells coloured and commented. Mended and sent again, it
takes the place of the file that it was made from.`,
    )
    .action(writeCorrections);
};
