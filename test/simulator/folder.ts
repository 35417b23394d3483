import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate, type SimulateOptions } from '../../data/simulator/simulate.ts';

/** Simulates into a new folder; `remove` takes it away again. */
export async function simulated(options: Omit<SimulateOptions, 'directory'>) {
  const root = mkdtempSync(join(tmpdir(), 'xiaoan-simulator-'));
  const directory = join(root, 'district');
  const truth = await simulate({ ...options, directory });
  return { directory, truth, remove: () => rmSync(root, { recursive: true }) };
}

/** One fingerprint of the names and bytes of all files in a folder and of the truth beside it. */
export function fingerprint(directory: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(directory).sort())
    hash.update(name).update(readFileSync(join(directory, name)));
  return hash.update(readFileSync(`${directory}.truth.json`)).digest('hex');
}
