import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBInstance } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { openEngine, type EngineLimits } from './engine.ts';

/** What `current.json` says of the snapshot that readers see. */
export interface SnapshotRecord {
  readonly snapshot_id: string;
  /** Relative to the warehouse folder. */
  readonly file: string;
  /** Newest month decided, `YYYY-MM`. */
  readonly month: string;
  readonly policy_version: string;
  /** What made it, as `programOf` says; absent where it was not recorded yet. */
  readonly program?: string;
  /** ISO time. */
  readonly published_at: string;
}

/** A published snapshot and where it lies. */
export interface SnapshotRef extends SnapshotRecord {
  /** Absolute or relative to the working directory, as the warehouse folder was given. */
  readonly path: string;
}

const CURRENT = 'current.json';
const SNAPSHOT_FILE = /^(\d{8}T\d{6}-[0-9a-f]{8})\.duckdb$/;
const BUILDING = '.building-';

/** The file that a snapshot is built in, beside the published ones so that the rename is atomic. */
export const buildingFile = (dir: string, snapshotId: string): string =>
  join(dir, 'snapshots', `${BUILDING}${snapshotId}.duckdb`);

/**
 * The snapshot that readers see now.
 * @returns undefined where nothing has been published yet
 * @throws Failure `snapshot_unreadable` where `current.json` is damaged
 */
export function currentSnapshot(dir: string): SnapshotRef | undefined {
  const file = join(dir, CURRENT);
  if (!existsSync(file)) return undefined;
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as SnapshotRecord;
    return { ...record, path: join(dir, record.file) };
  } catch (cause) {
    throw new Failure(
      'snapshot_unreadable',
      text('当前快照的记录已损坏', 'The record of the current snapshot is damaged'),
      { where: { file }, cause, hint: text('请重新运行 build', 'Run build again') },
    );
  }
}

/**
 * Opens a published snapshot for reading.
 * @throws Failure `snapshot_unreadable` where its file is missing or damaged
 */
export async function openSnapshot(
  ref: SnapshotRef,
  limits: EngineLimits = {},
): Promise<DuckDBInstance> {
  try {
    return await openEngine(ref.path, { ...limits, readOnly: true });
  } catch (cause) {
    throw new Failure(
      'snapshot_unreadable',
      text('快照文件无法打开', 'The snapshot cannot be opened'),
      { where: { file: ref.path }, cause, hint: text('请重新运行 build', 'Run build again') },
    );
  }
}

/**
 * Shows a finished snapshot to readers: makes its file durable, gives it its name, then swaps `current.json`.
 * A crash between any two steps leaves the previous snapshot in force.
 * @param onStep called before each step that readers could notice
 */
export function publishSnapshot(
  dir: string,
  record: SnapshotRecord,
  onStep: (step: string) => void,
): SnapshotRef {
  const path = join(dir, record.file);
  const building = buildingFile(dir, record.snapshot_id);
  flush(building);
  onStep('rename');
  renameSync(building, path);
  flush(join(dir, 'snapshots'));
  const written = join(dir, `.${CURRENT}-${record.snapshot_id}`);
  writeFileSync(written, `${JSON.stringify(record, undefined, 2)}\n`);
  flush(written);
  onStep('switch');
  renameSync(written, join(dir, CURRENT));
  flush(dir);
  return { ...record, path };
}

/**
 * Removes what a killed build left behind, and published snapshots beyond the newest `keep`.
 * The current one always stays; a file that a reader still holds open lives on until it is closed.
 */
export function sweepSnapshots(dir: string, keep: number): void {
  const current = currentSnapshotId(dir);
  for (const name of readdirSync(dir))
    if (name.startsWith(`.${CURRENT}-`)) rmSync(join(dir, name), { force: true });
  const folder = join(dir, 'snapshots');
  const names = readdirSync(folder).sort().reverse();
  let kept = 0;
  for (const name of names) {
    const id = SNAPSHOT_FILE.exec(name)?.[1];
    // One newer than the current was renamed but never shown: its build died in between.
    const stays = id !== undefined && (id === current || (current !== undefined && id < current));
    if (stays && (id === current || ++kept < keep)) continue;
    if (id !== undefined || name.startsWith(BUILDING)) remove(join(folder, name));
  }
}

function currentSnapshotId(dir: string): string | undefined {
  try {
    return currentSnapshot(dir)?.snapshot_id;
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** On Windows a file that a reader holds open cannot go yet; the next build tries again. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EBUSY' && code !== 'EPERM') throw error;
  }
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } catch (error) {
    // Windows cannot flush a folder, nor a file opened for reading.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  } finally {
    closeSync(handle);
  }
}
