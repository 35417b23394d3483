import { writeFile } from 'node:fs/promises';
import { contractOf, contracts, Failure, text } from '../contracts/index.ts';
import { templateWorkbook } from '../contracts/template.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';

interface Options {
  readonly output: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/**
 * Writes the blank workbook of a dataset, in the language of the command line.
 * @throws Failure where there is no such dataset, no such folder, or the file exists and `force` is not set
 */
async function writeTemplate(dataset: string, { output, force, json }: Options): Promise<void> {
  const locale = cliLocale();
  const contract = contractOf(dataset);
  if (!contract) {
    const names = (language: 'zh' | 'en') =>
      contracts.map((item) => `${item.dataset} (${item.label[language]})`).join(', ');
    throw new Failure(
      'unknown_dataset',
      text(`没有名为 ${dataset} 的数据集`, `There is no dataset ${dataset}`),
      { usage: true, hint: text(`可用的数据集：${names('zh')}`, `Datasets: ${names('en')}`) },
    );
  }
  const bytes = await templateWorkbook(contract, locale);
  try {
    await writeFile(output, bytes, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    throw unwritable(error, output);
  }
  process.stdout.write(
    json
      ? `${JSON.stringify({ dataset, file: output, locale, bytes: bytes.length })}\n`
      : locale === 'zh'
        ? `已生成${contract.label.zh}空白表：${output}\n`
        : `Wrote the blank ${contract.label.en.toLowerCase()} workbook: ${output}\n`,
  );
}

/** What to tell a person whose file could not be written; anything unforeseen is passed on. */
function unwritable(error: unknown, output: string): unknown {
  const where = { file: output };
  if (isCode(error, 'EEXIST'))
    return new Failure('file_exists', text('文件已存在', 'The file exists already'), {
      where,
      hint: text(
        '换一个文件名，或加 --force 覆盖',
        'Choose another name, or overwrite with --force',
      ),
    });
  if (isCode(error, 'ENOENT'))
    return new Failure('folder_missing', text('文件夹不存在', 'The folder does not exist'), {
      where,
      hint: text('先建好文件夹再试', 'Create the folder first'),
    });
  return error;
}

/** `xiaoan template DATASET -o FILE.xlsx` */
export const register: RegisterCommand = (program) => {
  withWarehouse(program.command('template'))
    .description('write the blank Excel workbook of a dataset')
    .argument('<dataset>', `one of ${contracts.map((contract) => contract.dataset).join(', ')}`)
    .requiredOption('-o, --output <file>', 'the .xlsx file to write')
    .option('--force', 'overwrite the file where it exists')
    .addHelpText('after', '\nExample:\n  $ xiaoan template hazard -o hazard.xlsx')
    .action(writeTemplate);
};
