import { readFileSync } from 'node:fs';
import { Failure, text } from '../contracts/index.ts';

/**
 * Reads a file that a command was given.
 * @throws Failure `file_unreadable`, for a folder too
 */
export function readGiven(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    throw new Failure('file_unreadable', text('文件无法读取', 'The file cannot be read'), {
      cause,
      where: { file },
    });
  }
}
