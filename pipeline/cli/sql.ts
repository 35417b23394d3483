import { once } from 'node:events';
import { DuckDBTypeId, type DuckDBResult, type Json } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { arrowStream } from '../server/index.ts';
import { askSnapshot, currentSnapshot } from '../warehouse/index.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { cliLocale } from './locale.ts';
import { textTable } from './text-table.ts';

const formats = ['table', 'csv', 'json', 'arrow'] as const;
type Format = (typeof formats)[number];

interface Options {
  readonly warehouse: string;
  readonly format: string;
  readonly json?: boolean;
}

/** Rows a terminal shows; the other formats give all. */
const ROWS_SHOWN = 1000;

const numericTypes = new Set([
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
  DuckDBTypeId.FLOAT,
  DuckDBTypeId.DOUBLE,
  DuckDBTypeId.DECIMAL,
]);

async function runSql(sql: string, options: Options): Promise<void> {
  const format = options.json ? 'json' : formatOf(options.format);
  const snapshot = currentSnapshot(options.warehouse);
  if (!snapshot)
    throw new Failure('no_snapshot', text('还没有公布过快照', 'No snapshot has been published'), {
      where: { file: options.warehouse },
      hint: text('请先运行 ingest 和 build', 'Run ingest and build first'),
    });
  await askSnapshot(snapshot, sql, (result) => writers[format](result));
}

function formatOf(name: string): Format {
  const format = formats.find((item) => item === name);
  if (format) return format;
  throw new Failure('unknown_format', text(`没有格式 ${name}`, `There is no format ${name}`), {
    hint: text(`可用：${formats.join('、')}`, `Formats: ${formats.join(', ')}`),
  });
}

const writers: Record<Format, (result: DuckDBResult) => Promise<void>> = {
  async table(result) {
    const rows = await result.getRowsJson();
    const numeric = result.columnTypes().map(({ typeId }) => numericTypes.has(typeId));
    const shown = rows.slice(0, ROWS_SHOWN).map((row) => row.map(cellText));
    await write(textTable(result.deduplicatedColumnNames(), shown, numeric));
    const left = rows.length - shown.length;
    if (left > 0)
      await write(
        cliLocale() === 'zh'
          ? `… 还有 ${left} 行；要全部请用 --format csv\n`
          : `… ${left} more rows; --format csv gives them all\n`,
      );
  },

  async csv(result) {
    await write(csvLine(result.deduplicatedColumnNames()));
    for await (const rows of result.yieldRowsJson())
      await write(rows.map((row) => csvLine(row.map(cellText))).join(''));
  },

  async json(result) {
    const names = result.deduplicatedColumnNames();
    const numeric = result.columnTypes().map(({ typeId }) => numericTypes.has(typeId));
    let separator = '[';
    for await (const rows of result.yieldRowsJson())
      for (const row of rows) {
        const entries = row.map((value, index) => [names[index], exact(value, numeric[index])]);
        await write(`${separator}\n  ${JSON.stringify(Object.fromEntries(entries))}`);
        separator = ',';
      }
    await write(separator === '[' ? '[]\n' : '\n]\n');
  },

  async arrow(result) {
    for await (const piece of arrowStream(result)) await write(piece);
  },
};

const cellText = (value: Json): string =>
  value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** Wide numbers come as text; one that a JSON reader can hold exactly is written as a number. */
function exact(value: Json, numeric: boolean | undefined): Json {
  if (!numeric || typeof value !== 'string') return value;
  const number = Number(value);
  return String(number) === value && (!Number.isInteger(number) || Number.isSafeInteger(number))
    ? number
    : value;
}

/** RFC 4180. */
const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;

async function write(piece: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(piece)) await once(process.stdout, 'drain');
}

/** `xiaoan sql` */
export const sql: RegisterCommand = (program) => {
  withWarehouse(program.command('sql'))
    .description('ask the published snapshot; read-only')
    .argument('<query>', 'one select')
    .option('--format <format>', formats.join(', '), 'table')
    .addHelpText(
      'after',
      '\nExample:\n  $ xiaoan sql "select regime, count(*) from marts.decision group by all"',
    )
    .action(runSql);
};
