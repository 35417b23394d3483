import { closeSync, openSync, rmSync, statSync } from 'node:fs';

/** How long another process may take, in milliseconds; a lock older than that is a dead one's. */
const STALE = 5_000;
/** How long it is waited before another try, in milliseconds. */
const PAUSE = 5;

/** Does something with a file while no other process does; what is done takes milliseconds. */
export function locked<Result>(path: string, work: () => Result): Result {
  const lock = `${path}.lock`;
  take(lock);
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

function take(lock: string): void {
  const end = Date.now() + 2 * STALE;
  for (;;) {
    try {
      closeSync(openSync(lock, 'wx', 0o600));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || Date.now() > end) throw error;
      const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
      if (Date.now() - since > STALE) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
  }
}
