import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Failure } from '../contracts/index.ts';
import type { BuildEnd } from './build-process.ts';

const PROCESS = fileURLToPath(new URL('build-process.js', import.meta.url));

/**
 * Builds and publishes in a process of its own, at a lower priority: fitting the history model alone would
 * keep every page waiting, and what a build needs of memory goes back when it ends.
 * @returns the id of the snapshot
 * @throws Failure as `build` lists them; Error where the process ended without a word
 */
export function buildApart(warehouse: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = fork(PROCESS, [warehouse], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('message', (end: BuildEnd) => {
      if ('published' in end) resolve(end.published);
      else if ('failure' in end) {
        const { code, text, options } = end.failure;
        reject(new Failure(code, text, options));
      } else reject(new Error(end.error));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`the build ended without a word (${signal ?? `exit code ${code}`})`)),
    );
  });
}
