import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { wallClock } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import { resolveAsOf } from './as-of.ts';
import type { BuildStep } from './build-step.ts';
import { buildTable } from './build-table.ts';
import { appendDecisions } from './decision-log.ts';
import { openEngine, type EngineLimits } from './engine.ts';
import { fillSnapshot, type Filled } from './fill-snapshot.ts';
import { acquireLock } from './lock.ts';
import { modelsFolder, readColumnLabels, readModels } from './model-file.ts';
import { openFile, prepareFolder, requireWarehouse, warehouseFile } from './open.ts';
import { programOf } from './program.ts';
import { buildingFile, currentSnapshot, publishSnapshot, sweepSnapshots } from './snapshot.ts';
import type { SnapshotRecord, SnapshotRef } from './snapshot.ts';
import { stepClock, type StepProgress, type StepTiming } from './step-clock.ts';

/** What a build was asked to do. */
export interface BuildOptions extends EngineLimits {
  /** Newest month to decide, `YYYY-MM`; default the newest month of the data received. */
  readonly asOf?: string;
  /** The policy, and whatever else the models read that is no return. */
  readonly policyTables: readonly TableData[];
  /** What SQL cannot say: steps between the models. */
  readonly steps?: readonly BuildStep[];
  /** The folder `models/`; default the repository's own. */
  readonly models?: string;
  /** The program that builds; default what `programOf` says of this one. */
  readonly program?: string;
  /** The wall clock; default now. */
  readonly now?: Date;
  /** Published snapshots kept, the current one included; default 5. */
  readonly keepSnapshots?: number;
  /**
   * Told of each step as it begins: `sync`, `copy`, `policy`, each model and step by name, `test`, `comment`, `close`,
   * `rename`, `switch`, `log`.
   */
  readonly onProgress?: (progress: StepProgress) => void;
}

/** What a build made. */
export interface Published {
  readonly snapshot: SnapshotRef;
  /** Milliseconds of each step, in order. */
  readonly timings: readonly StepTiming[];
  readonly models: number;
  readonly tests: number;
}

const KEEP_SNAPSHOTS = 5;

/** Steps of a build beside its models. */
const FIXED_STEPS = 9;

/**
 * Builds a snapshot aside and publishes it. Until the very last rename readers see the snapshot before; a
 * build that fails or is killed changes nothing they see, and the next one clears what it left.
 * @param dir the warehouse folder
 * @throws Failure `warehouse_locked`, `warehouse_empty`, `as_of_invalid`, `model_invalid`, `model_failed`,
 *   `data_test_failed`, `decision_columns_missing`
 */
export async function build(dir: string, options: BuildOptions): Promise<Published> {
  requireWarehouse(dir);
  prepareFolder(dir);
  const release = acquireLock(dir);
  try {
    return await buildLocked(dir, options);
  } finally {
    release();
  }
}

async function buildLocked(dir: string, options: BuildOptions): Promise<Published> {
  const keep = options.keepSnapshots ?? KEEP_SNAPSHOTS;
  const now = options.now ?? new Date();
  const models = readModels(options.models ?? modelsFolder);
  const labels = readColumnLabels(options.models ?? modelsFolder);
  const steps = options.steps ?? [];
  const clock = stepClock(models.length + steps.length + FIXED_STEPS, options.onProgress);

  sweepSnapshots(dir, keep);
  const month = await clock.time('sync', () =>
    withWarehouse(dir, options, async (warehouse) => {
      const published = currentSnapshot(dir);
      if (published && existsSync(published.path)) await appendDecisions(warehouse, published.path);
      const asOf = await resolveAsOf(warehouse, options.asOf, now);
      await warehouse.run('checkpoint');
      return asOf;
    }),
  );

  const snapshotId = newSnapshotId(now);
  const program = options.program ?? programOf(options.models);
  const tables = [...options.policyTables, buildTable(snapshotId, month, now, program)];
  const building = buildingFile(dir, snapshotId);
  // The lock is ours and the file is closed, so it is whole; copying it is many times faster than its rows.
  await clock.time('copy', () =>
    copyFile(warehouseFile(dir), building, constants.COPYFILE_FICLONE),
  );
  const instance = await openEngine(building, options);
  let filled: Filled;
  try {
    const connection = await instance.connect();
    filled = await fillSnapshot(connection, { month, tables, models, steps, labels, clock });
    await clock.time('close', async () => {
      await connection.run('checkpoint');
      connection.closeSync();
      instance.closeSync();
    });
  } catch (error) {
    instance.closeSync();
    sweepSnapshots(dir, keep);
    throw error;
  }

  const record: SnapshotRecord = {
    snapshot_id: snapshotId,
    file: `snapshots/${snapshotId}.duckdb`,
    month,
    policy_version: filled.policyVersion,
    program,
    published_at: now.toISOString(),
  };
  const snapshot = publishSnapshot(dir, record, clock.mark);
  await clock.time('log', () =>
    withWarehouse(dir, options, (warehouse) => appendDecisions(warehouse, snapshot.path)),
  );
  sweepSnapshots(dir, keep);
  return { snapshot, timings: clock.timings, models: models.length, tests: filled.tests };
}

/** The writable file, for as long as the work takes; the lock is held already. */
async function withWarehouse<Result>(
  dir: string,
  limits: EngineLimits,
  work: (connection: DuckDBConnection) => Promise<Result>,
): Promise<Result> {
  const { connection, close } = await openFile(dir, limits);
  try {
    return await work(connection);
  } finally {
    close();
  }
}

const newSnapshotId = (now: Date): string =>
  `${wallClock(now).replaceAll(/[-:]/g, '').replace(' ', 'T')}-${randomBytes(4).toString('hex')}`;
