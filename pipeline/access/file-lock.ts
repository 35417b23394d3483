import { closeSync, fstatSync, openSync, rmSync, statSync } from 'node:fs';

/** How long another process may take, in milliseconds; a lock older than that is a dead one's. */
const STALE = 5_000;
/** How long it is waited before another try, in milliseconds. */
const PAUSE = 5;

/** Does something with a file while no other process does; what is done takes milliseconds. */
export function locked<Result>(path: string, work: () => Result): Result {
  const lock = `${path}.lock`;
  const mine = take(lock);
  try {
    return work();
  } finally {
    // Who was held up for too long has lost it to another.
    if (markOf(statSync(lock, EXACT)) === mine) rmSync(lock, { force: true });
  }
}

const EXACT = { bigint: true, throwIfNoEntry: false } as const;

/** What tells a lock from the next one in its place. */
const markOf = (lock: { readonly ino: bigint; readonly mtimeNs: bigint } | undefined): string =>
  lock ? `${lock.ino} ${lock.mtimeNs}` : '';

/** Waits until the lock is ours. @returns its mark */
function take(lock: string): string {
  const end = Date.now() + 2 * STALE;
  for (;;) {
    try {
      return make(lock);
    } catch (error) {
      if (!isTaken(error) || Date.now() > end) throw error;
    }
    if (!isStale(lock) || !removeStale(lock))
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
  }
}

/** Makes a file that must not be there yet. @returns its mark */
function make(path: string): string {
  const handle = openSync(path, 'wx', 0o600);
  try {
    return markOf(fstatSync(handle, { bigint: true }));
  } finally {
    closeSync(handle);
  }
}

const isTaken = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'EEXIST';

const isStale = (path: string): boolean =>
  Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > STALE;

/**
 * Removes a dead one's lock. One process at a time looks and removes: of two that had seen the same dead one's lock,
 * the second would remove the fresh one of the first.
 * @returns false where another process is at it
 */
function removeStale(lock: string): boolean {
  const claim = `${lock}.stale`;
  try {
    make(claim);
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (isStale(claim)) rmSync(claim, { force: true });
    return false;
  }
  try {
    if (isStale(lock)) rmSync(lock, { force: true });
    return true;
  } finally {
    rmSync(claim, { force: true });
  }
}
