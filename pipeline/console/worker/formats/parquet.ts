import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { filePieces } from '../file-pieces.ts';
import { StorableColumns } from '../storable-columns.ts';
import type { ResultRows } from '../rows.ts';
import type { EngineShare } from '../locked-database.ts';

/**
 * A Parquet file. DuckDB writes one only to a path, which the locked database cannot: so the rows go to
 * a second one that never sees a statement of a stranger's, and that writes to this process's own folder.
 */
export async function* parquetPieces(
  result: ResultRows,
  folder: string,
  share: EngineShare,
): AsyncGenerator<Uint8Array> {
  const database = join(folder, 'rows.duckdb');
  const file = join(folder, 'rows.parquet');
  try {
    await writeParquet(result, database, file, share);
    yield* filePieces(file);
  } finally {
    await rm(file, { force: true });
    await rm(database, { force: true });
    await rm(`${database}.wal`, { force: true });
  }
}

async function writeParquet(
  result: ResultRows,
  database: string,
  file: string,
  share: EngineShare,
): Promise<void> {
  const instance = await DuckDBInstance.create(database, {
    memory_limit: `${share.memoryMegabytes}MiB`,
    threads: String(share.threads),
    temp_directory: `${database}.tmp`,
    max_temp_directory_size: `${share.diskMegabytes}MiB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    const connection = await instance.connect();
    const columns = new StorableColumns(result.deduplicatedColumnNames(), result.columnTypes());
    await connection.run(columns.createTable('answer'));
    const appender = await connection.createAppender('answer');
    for (let chunk = await result.fetchChunk(); chunk; chunk = await result.fetchChunk())
      appender.appendDataChunk(columns.convert(chunk));
    appender.closeSync();
    await connection.run(`copy answer to '${file.replaceAll("'", "''")}' (format parquet)`);
    connection.closeSync();
  } finally {
    instance.closeSync();
  }
}
