import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';

/**
 * Writes a file so that a crash at any moment leaves the old content or the new, never half of it.
 * @throws Error of the file system
 */
export function writeAtomically(path: string, content: string): void {
  const unfinished = `${path}.new`;
  const handle = openSync(unfinished, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, path);
}
