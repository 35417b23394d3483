import { availableParallelism, totalmem } from 'node:os';
import { DuckDBInstance } from '@duckdb/node-api';

/** How much of the machine one DuckDB may use. */
export interface EngineLimits {
  /** Bytes; default a quarter of the machine's memory, at least 512 MB, at most 4 GB. */
  readonly memoryBytes?: number;
  /** Default all processors, at most 4. */
  readonly threads?: number;
}

const MEGABYTE = 1024 * 1024;

/**
 * When idle, DuckDB returns the process's free memory to the system but for this much a thread. Its own
 * default is 128 MiB, more than a server needs altogether. A build, which soon wants it again, keeps that.
 */
const READER_KEEPS = '8MiB';

/** DuckDB's own default is 80 % of the machine, which a school bureau's shared PC cannot spare. */
function defaultMemory(): number {
  return Math.min(Math.max(totalmem() / 4, 512 * MEGABYTE), 4096 * MEGABYTE);
}

/**
 * Opens a DuckDB file with the limits set and with nothing that would be loaded from elsewhere.
 * @param file path of the file, or `:memory:`
 * @param options `readOnly` for a published snapshot
 * @returns the instance; the caller closes it
 */
export async function openEngine(
  file: string,
  options: EngineLimits & { readonly readOnly?: boolean } = {},
): Promise<DuckDBInstance> {
  const memory = Math.floor((options.memoryBytes ?? defaultMemory()) / MEGABYTE);
  return DuckDBInstance.create(file, {
    access_mode: options.readOnly ? 'READ_ONLY' : 'AUTOMATIC',
    memory_limit: `${memory}MiB`,
    threads: String(options.threads ?? Math.min(availableParallelism(), 4)),
    ...(options.readOnly && { allocator_flush_threshold: READER_KEEPS }),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
}
