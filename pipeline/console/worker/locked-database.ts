import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { ConsoleLimits } from '../limits.ts';

export type EngineShare = Pick<ConsoleLimits, 'memoryMegabytes' | 'diskMegabytes' | 'threads'>;

/**
 * What a stranger's statement finds: nothing but the one file, no way to another, no extension but those
 * linked in, no secrets, no logs, and no way to change any of it. The order matters: the last locks.
 */
const lock = (folder: string, share: EngineShare): readonly string[] => [
  'set allow_community_extensions = false',
  'set allow_persistent_secrets = false',
  'set allow_unredacted_secrets = false',
  `set secret_directory = '${folder}/none'`,
  `set extension_directory = '${folder}/none'`,
  `set home_directory = '${folder}/none'`,
  `set temp_directory = '${folder}'`,
  `set max_temp_directory_size = '${share.diskMegabytes}MiB'`,
  'set enable_external_file_cache = false',
  'set enable_logging = false',
  'set max_expression_depth = 400',
  'set pivot_limit = 2000',
  "set allowed_configs = ['errors_as_json']",
  'set enable_external_access = false',
  'set lock_configuration = true',
];

/**
 * Opens a database file read-only and locks its configuration for good.
 * @param folder empty, this process's own; the only place where DuckDB puts anything aside
 * @throws Error of DuckDB's where the file cannot be opened
 */
export async function openLocked(
  file: string,
  folder: string,
  share: EngineShare,
): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(file, {
    access_mode: 'READ_ONLY',
    memory_limit: `${share.memoryMegabytes}MiB`,
    threads: String(share.threads),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  try {
    for (const statement of lock(folder.replaceAll("'", "''"), share))
      await connection.run(statement);
  } finally {
    connection.closeSync();
  }
  return instance;
}

/** A connection that tells errors with their place; a setting of each connection, and the only one left. */
export async function connectTo(instance: DuckDBInstance): Promise<DuckDBConnection> {
  const connection = await instance.connect();
  await connection.run('set errors_as_json = true');
  return connection;
}
