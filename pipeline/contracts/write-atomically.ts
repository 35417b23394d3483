import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';

/**
 * Writes a file so that a crash at any moment leaves the old content or the new, never half of it.
 * @param mode of a new file: its owner's alone, unless told
 * @throws Error of the file system
 */
export function writeAtomically(path: string, content: string, mode = 0o600): void {
  const unfinished = `${path}.${process.pid}.new`;
  const handle = openSync(unfinished, 'w', mode);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, path);
}
