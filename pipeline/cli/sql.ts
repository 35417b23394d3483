import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { pipeline } from 'node:stream/promises';
import { defaultLimits, QueryRunner, type CellTable } from '../console/index.ts';
import { Failure, text } from '../contracts/index.ts';
// Its own file: for a list of names the whole server would be read.
import { sqlFormats, type SqlAnswer } from '../server/sql/console.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { publishedFile } from './console-file.ts';
import { cliLocale } from './locale.ts';
import { textTable } from './text-table.ts';

const formats = ['table', ...sqlFormats] as const;
type Format = (typeof formats)[number];

interface Options {
  readonly warehouse: string;
  readonly format: string;
  readonly parameter?: readonly string[];
  readonly output?: string;
  readonly json?: boolean;
}

/** Rows a terminal shows; the other formats give all. */
const ROWS_SHOWN = 1000;

/** As the console's, but who has the command line has the machine: there is time, and no end of rows. */
const limitsFor = (format: Format) => ({
  ...defaultLimits(),
  rows: format === 'table' ? ROWS_SHOWN : Number.MAX_SAFE_INTEGER,
  seconds: 3600,
  stalledSeconds: 24 * 3600,
  threads: Math.min(availableParallelism(), 4),
});

async function runSql(sql: string, options: Options): Promise<void> {
  const format = options.json ? 'json' : formatOf(options.format);
  const parameters = Object.fromEntries((options.parameter ?? []).map(parameterOf));
  const fileOf = publishedFile(options.warehouse);
  await fileOf();
  const runner = new QueryRunner({ limits: limitsFor(format), report: () => undefined, spare: 0 });
  try {
    const answer = await runner.begin(
      'local',
      {
        id: randomUUID(),
        sql,
        parameters,
        format: format === 'table' ? 'cells' : format,
        whole: format === 'table',
      },
      fileOf,
    );
    if (format === 'table') await writeTable(answer, options.output);
    else await writePieces(pieces(answer, format, options.output), options.output);
    if (answer.truncated) sayTruncated(format, answer.rowLimit);
  } finally {
    await runner.close();
  }
}

function formatOf(name: string): Format {
  const format = formats.find((item) => item === name);
  if (format) return format;
  throw new Failure('unknown_format', text(`没有格式 ${name}`, `There is no format ${name}`), {
    usage: true,
    hint: text(`可用：${formats.join('、')}`, `Formats: ${formats.join(', ')}`),
  });
}

/** `name=value`; an empty value stands for nothing at all. */
function parameterOf(given: string): [string, string | null] {
  const [, name, value] = /^([\p{L}_][\p{L}\p{N}_]*)=(.*)$/su.exec(given) ?? [];
  if (name === undefined || value === undefined)
    throw new Failure(
      'bad_parameter',
      text(`参数应写成 名称=值：${given}`, `A parameter is written name=value: ${given}`),
      {
        usage: true,
        hint: text('例如 --parameter month=2026-10', 'Such as --parameter month=2026-10'),
      },
    );
  return [name, value === '' ? null : value];
}

async function writeTable(answer: SqlAnswer, output: string | undefined): Promise<void> {
  const bytes: Uint8Array[] = [];
  for await (const piece of answer.pieces) bytes.push(piece);
  const { names, numeric, rows } = JSON.parse(Buffer.concat(bytes).toString()) as CellTable;
  const shown = rows.map((row) => row.map((cell) => (cell ?? '').replaceAll(/[\r\n\t]+/g, ' ')));
  await writePieces([textTable(names, shown, numeric)], output);
}

/** Excel wants the byte order mark of a CSV file; what reads a pipe does not. */
async function* pieces(answer: SqlAnswer, format: Format, output: string | undefined) {
  let isFirst = format === 'csv' && output === undefined;
  for await (const piece of answer.pieces) {
    yield isFirst ? piece.subarray(MARK_BYTES) : piece;
    isFirst = false;
  }
}

const MARK_BYTES = 3;

/** To the terminal or pipe; into a file all of it or nothing. */
async function writePieces(
  all: Iterable<string> | AsyncIterable<Uint8Array>,
  output: string | undefined,
): Promise<void> {
  if (output === undefined) {
    for await (const piece of all)
      if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
    return;
  }
  const unfinished = `${output}.${process.pid}.partial`;
  try {
    await pipeline(all, createWriteStream(unfinished));
    renameSync(unfinished, output);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function sayTruncated(format: Format, rows: number): void {
  const more =
    format === 'table'
      ? text(
          `… 只显示前 ${rows} 行；要全部请用 --format csv`,
          `… only the first ${rows} rows; --format csv gives them all`,
        )
      : text(
          `只写了前 ${rows} 行：此格式放不下更多`,
          `Only the first ${rows} rows: it holds no more`,
        );
  process.stderr.write(`${more[cliLocale()]}\n`);
}

/** `xiaoan sql` */
export const register: RegisterCommand = (program) => {
  withWarehouse(program.command('sql'))
    .description('ask the published snapshot; read-only')
    .argument('<query>', 'one select; parameters as :name')
    .option('--format <format>', formats.join(', '), 'table')
    .option(
      '--parameter <name=value>',
      'value of :name; may be given several times',
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option('-o, --output <file>', 'write to a file')
    .addHelpText(
      'after',
      `
Examples:
  $ xiaoan sql "select regime, count(*) from marts.decision group by all"
  $ xiaoan sql "from facts.hazard where unit_code = :unit" --parameter unit=9001090217 --format xlsx -o hazards.xlsx`,
    )
    .action(runSql);
};
