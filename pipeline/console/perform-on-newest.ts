import type { Ended, Task } from './messages.ts';
import type { TaskListener, WorkerProcess } from './worker-process.ts';

/** Finds the database file that a reader's statements are answered from now. */
export type FindFile = () => Promise<{ readonly path: string }>;

/** As often as `useNewest` opens a snapshot. */
const TRIES = 3;

/**
 * Has a worker do a task, and once more on the newest file where the one that was found before had been
 * swept by the time it was to be opened: a worker may have had to start first.
 * @param path of the file that was found
 * @yields and returns as {@link WorkerProcess.perform}
 */
export async function* performOnNewest(
  worker: WorkerProcess,
  path: string,
  find: FindFile,
  task: Task,
  listener?: TaskListener,
): AsyncGenerator<Buffer, Ended> {
  let file = path;
  for (let left = TRIES - 1; ; left--) {
    const ended = yield* worker.perform(file, task, listener);
    if (ended.ok || ended.fault.code !== 'snapshot_unreadable' || left === 0) return ended;
    file = (await find()).path;
  }
}
