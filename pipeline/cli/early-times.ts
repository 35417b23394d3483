import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';

/** By how much the district's clock is ahead of a machine's set to UTC, in milliseconds. */
const AHEAD = 8 * 3_600_000;
/** A file is kept and loaded within so much, a very large one too. */
const TOLERANCE = 30 * 60_000;

/** Files whose times were written by the clock of a machine set to UTC. */
export interface EarlyTimes {
  readonly files: number;
  /** The first and the last of their times, as they stand. */
  readonly first: string;
  readonly last: string;
}

/**
 * Finds the files that were loaded by a machine set to UTC before times were told by the district's clock: the
 * kept copy of a file says when it was written, which no zone moves, and its time of loading stands eight hours
 * before that. No record of the warehouse says so.
 *
 * Copies that a restore or a move has written anew tell nothing of loading. Where any is later than a machine set
 * to UTC would explain, none is believed.
 * @param dir the warehouse folder
 * @param connection to a snapshot of it
 * @returns undefined where there are none, or it cannot be told
 */
export async function earlyTimes(
  dir: string,
  connection: DuckDBConnection,
): Promise<EarlyTimes | undefined> {
  const reader = await connection.runAndReadAll(
    `select file_id, loaded_at::varchar, cast(epoch_ms(loaded_at) as double)
     from intake.file where loaded_at is not null order by loaded_at`,
  );
  const early: string[] = [];
  for (const [id, loaded, shown] of reader.getRows()) {
    const kept = statSync(join(dir, 'received', String(id)), { throwIfNoEntry: false });
    if (!kept) continue;
    // The time as shown, taken for one of the district.
    const behind = kept.mtimeMs - (Number(shown) - AHEAD);
    if (behind > AHEAD + TOLERANCE) return undefined;
    if (behind >= AHEAD - TOLERANCE) early.push(String(loaded));
  }
  const [first] = early;
  const last = early.at(-1);
  return first === undefined || last === undefined
    ? undefined
    : { files: early.length, first, last };
}
