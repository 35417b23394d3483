import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../../pipeline/xiaoan.js', import.meta.url));

/** What a finished command left behind. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `xiaoan` as a person would, in English unless `lang` says otherwise, and waits for its end. */
export async function xiaoan(args: readonly string[], lang: 'zh' | 'en' = 'en'): Promise<Finished> {
  const child = launch(args, lang);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const code = await new Promise<number>((resolve) => {
    child.on('close', (value) => resolve(value ?? -1));
  });
  return { code, stdout, stderr };
}

/** A running `xiaoan serve` and the address it answers at. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts `xiaoan serve` on a free port. Throws where it ends before it answers. */
export async function serve(warehouse: string): Promise<Served> {
  const child = launch(['serve', '--warehouse', warehouse, '--port', '0'], 'en');
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    const read = (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
      if (found) resolve(found[0]);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.on('close', () => reject(new Error(`serve ended early: ${printed}`)));
  });
  return {
    url,
    stop: () =>
      new Promise((resolve) => {
        child.on('close', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

/** A folder of its own for one test file, and how to be rid of it. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'xiaoan-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

function launch(args: readonly string[], lang: string): ChildProcess {
  return spawn(process.execPath, [BIN, ...args], {
    env: { ...process.env, XIAOAN_LANG: lang },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
