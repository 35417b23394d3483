import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, writeAtomically } from '../contracts/index.ts';
import { readPolicyFiles } from './model-file.ts';

/**
 * Every version of the policy that a warehouse is decided by: those that come with Xiaoan, in `models/policy`,
 * and the bureau's own, in the warehouse's folder `policy`, which an upgrade leaves alone.
 * @param dir the warehouse folder
 */
export const policyFilesOf = (dir: string): { file: string; text: string }[] => [
  ...readPolicyFiles(),
  ...readPolicyFiles(dir),
];

/**
 * Keeps a version of the bureau's own. A file that is there is never written again. The caller holds the
 * warehouse's lock.
 * @param dir the warehouse folder
 * @param name of the file, without folders
 * @returns its path
 * @throws Error where a file of that name is there
 */
export function addPolicyFile(dir: string, name: string, content: string): string {
  const folder = join(dir, 'policy');
  makeFolder(folder);
  const path = join(folder, name);
  if (existsSync(path)) throw new Error(`${path} is there already`);
  writeAtomically(path, content, 0o666);
  return path;
}
