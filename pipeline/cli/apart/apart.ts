import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../contracts/index.ts';
import type { Input, JobName, Result } from './jobs.ts';
import type { End } from './process.ts';

const PROCESS = fileURLToPath(new URL('process.js', import.meta.url));

/**
 * Does a job in a process of its own, at a lower priority: fitting the history model alone would keep every page
 * waiting, and what a job needs of memory goes back when it ends.
 * @param signal kills the process; the promise is then rejected with the signal's reason
 * @throws Failure as the job does; Error where the process ended without a word
 */
export function apart<Name extends JobName>(
  job: Name,
  input: Input<Name>,
  signal?: AbortSignal,
): Promise<Result<Name>> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    // What it works on is named for whoever lists processes; it reads its input from the message.
    const child = fork(PROCESS, [job, input.warehouse], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const stop = () => {
      child.kill('SIGKILL');
      reject(signal?.reason as Error);
    };
    signal?.addEventListener('abort', stop, { once: true });
    child.once('message', (end: End) => {
      if ('result' in end) resolve(end.result as Result<Name>);
      else if ('failure' in end) {
        const { code, text, options } = end.failure;
        reject(new Failure(code, text, options));
      } else reject(new Error(end.error));
    });
    child.once('error', reject);
    child.once('exit', (code, by) => {
      signal?.removeEventListener('abort', stop);
      reject(new Error(`the ${job} ended without a word (${by ?? `exit code ${code}`})`));
    });
    // A process that is gone already says so by its exit.
    child.send(input, () => undefined);
  });
}
