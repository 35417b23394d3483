import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { noSuchPlace } from './place-refused.ts';

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Makes a folder, and those that it lies in where they are missing. Node's own recursive making tries for ever
 * where nothing can be made in a folder that is there, as in /proc.
 * @throws Failure `place_refused` where the system knows no such place; the system's error where it refuses
 */
export function makeFolder(path: string, mode?: number): void {
  const whole = resolve(path);
  if (isFolder(whole)) return;
  const parent = dirname(whole);
  if (parent !== whole) makeFolder(parent, mode);
  try {
    mkdirSync(whole, { mode });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (codeOf(error) === 'EEXIST' && isFolder(whole)) return;
    throw noSuchPlace(error) ?? error;
  }
}
