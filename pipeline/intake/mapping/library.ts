import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Failure, text } from '../../contracts/index.ts';
import type { Mapping } from './mapping.ts';
import { parseMapping } from './parse.ts';

/**
 * Reads one mapping file.
 * @throws Failure `file_missing` or `mapping_invalid`
 */
export async function readMapping(path: string): Promise<Mapping> {
  const source = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Failure('file_missing', text('读不到映射文件', 'The mapping file cannot be read'), {
      where: { file: path },
      cause,
      hint: text('请核对路径。', 'Check the path.'),
    });
  });
  return parseMapping(basename(path), source);
}

/** Reads every mapping of a folder, by name; none where there is no such folder. */
export async function readMappings(folder: string): Promise<Mapping[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  return Promise.all(files.map((name) => readMapping(join(folder, name))));
}
