import fs, { closeSync, openSync, rmSync, type PathLike, type StatSyncOptions } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { locked } from '../../pipeline/access/file-lock.ts';

/** Takes the lock of a file when told to, and tells whether nobody else held it meanwhile. */
const { path, gate } = workerData as { path: string; gate: Int32Array };
const held = `${path}.held`;
const never = new Int32Array(new SharedArrayBuffer(4));
const pause = (milliseconds: number) => Atomics.wait(never, 0, 0, milliseconds);

// Between looking at a lock and doing something about it a process may have to wait for the machine.
const look = fs.statSync;
Object.assign(fs, {
  statSync(place: PathLike, options?: StatSyncOptions) {
    const seen = look(place, options);
    pause(Math.random() * 10);
    return seen;
  },
});
syncBuiltinESMExports();

parentPort?.on('message', (round: number) => {
  Atomics.wait(gate, 0, round - 1);
  const alone = locked(path, () => {
    try {
      closeSync(openSync(held, 'wx'));
    } catch {
      return false;
    }
    pause(10);
    rmSync(held);
    return true;
  });
  parentPort?.postMessage(alone);
});
