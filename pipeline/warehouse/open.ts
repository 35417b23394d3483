import { accessSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, makeFolder, text } from '../contracts/index.ts';
import { emptyWarehouse } from './empty.ts';
import { openEngine, type EngineLimits } from './engine.ts';
import { acquireLock } from './lock.ts';
import { migrate } from './migrate.ts';

/** The pipeline's own, writable file. While it is open no other process may write. */
export interface Warehouse {
  readonly dir: string;
  readonly connection: DuckDBConnection;
  /** Closes the file and gives the lock back. */
  close(): Promise<void>;
}

/** The pipeline's own file in a warehouse folder. */
export const warehouseFile = (dir: string): string => join(dir, 'warehouse.duckdb');

/** Makes the folders of a warehouse where they are missing. */
export function prepareFolder(dir: string): void {
  makeFolder(join(dir, 'received'));
  makeFolder(join(dir, 'snapshots'));
}

/**
 * Asks for a warehouse that is there already, so that a command which only reads makes none.
 * @throws Failure `warehouse_empty` where nothing was ever taken in; the system's error where it refuses the place
 */
export function requireWarehouse(dir: string): void {
  try {
    accessSync(warehouseFile(dir));
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? emptyWarehouse(dir) : error;
  }
}

/**
 * Opens a warehouse for writing, creating folder, file and tables where they are missing.
 * @param dir the warehouse folder
 * @param options limits of memory and threads
 * @throws Failure `warehouse_locked` while another process writes; `warehouse_unreadable` where the
 *   file is no database of ours
 */
export async function openWarehouse(dir: string, options: EngineLimits = {}): Promise<Warehouse> {
  prepareFolder(dir);
  const release = acquireLock(dir);
  try {
    sweepReceived(dir);
    const { connection, close } = await openFile(dir, options);
    return {
      dir,
      connection,
      close: async () => {
        close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** Removes originals that a process was killed in the midst of keeping; the caller holds the lock. */
function sweepReceived(dir: string): void {
  const folder = join(dir, 'received');
  for (const name of readdirSync(folder))
    if (name.endsWith('.partial')) rmSync(join(folder, name), { force: true });
}

/** Opens and migrates the file; the caller holds the lock. */
export async function openFile(
  dir: string,
  options: EngineLimits,
): Promise<{ connection: DuckDBConnection; close: () => void }> {
  const file = warehouseFile(dir);
  const instance = await openEngine(file, options).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  const connection = await instance.connect();
  const close = () => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await migrate(connection);
    return { connection, close };
  } catch (error) {
    close();
    throw error;
  }
}

function unreadable(file: string, cause: unknown): Failure {
  const detail = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
  return new Failure(
    'warehouse_unreadable',
    text(`数据仓库文件无法打开：${detail}`, `The warehouse file cannot be opened: ${detail}`),
    {
      where: { file },
      cause,
      hint: text(
        '若该文件由更新版本写入，请升级；否则请从备份恢复，或换一个 --warehouse 目录',
        'Upgrade if a newer version wrote it; else restore a backup or choose another --warehouse folder',
      ),
    },
  );
}
