import type { DuckDBConnection } from '@duckdb/node-api';

/** Memory that DuckDB may take while a large file is loaded; beyond it, it goes to the disk. */
const MEMORY_MEGABYTES = 700;

const MEGABYTES: Readonly<Record<string, number>> = {
  KiB: 1 / 1024,
  MiB: 1,
  GiB: 1024,
  TiB: 1024 ** 2,
};

/** A size as DuckDB writes it, such as 3.9 GiB, in megabytes; Infinity where it is none. */
function megabytesOf(size: string): number {
  const [amount, unit = ''] = size.split(' ');
  return Number(amount) * (MEGABYTES[unit] ?? Infinity);
}

/** Loads a large file: in little memory, however much the engine may have. */
export async function inBulk<Result>(
  connection: DuckDBConnection,
  load: () => Promise<Result>,
): Promise<Result> {
  const reader = await connection.runAndReadAll(`select current_setting('memory_limit')`);
  const before = String(reader.getRowsJS()[0]?.[0]);
  if (megabytesOf(before) > MEMORY_MEGABYTES)
    await connection.run(`set memory_limit = '${MEMORY_MEGABYTES}MiB'`);
  try {
    return await load();
  } finally {
    await connection.run(`set memory_limit = '${before}'`);
  }
}
