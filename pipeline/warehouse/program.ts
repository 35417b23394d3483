import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version as engineVersion } from '@duckdb/node-api';
import { text, type Text } from '../contracts/index.ts';
import { modelsFolder } from './model-file.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Of a column that says by which program a row was decided or fitted. */
export const programLabel = text('所用程序（版本+指纹）', 'Program: version and fingerprint');

/** How a program is called; one that was not recorded yet has no name of its own. */
export const programName = (program: string | null | undefined): Text =>
  program === null || program === undefined
    ? text('未记录的程序', 'a program that was not recorded')
    : text(`程序（${program}）`, `program ${program}`);

/** What turns rows received into decisions beside the models: the history model, and what loads policy and campaigns. */
const DECIDING = ['pipeline/decision', 'pipeline/campaigns'] as const;

const TOLD = /\.(sql|yaml|ts)$/;

/**
 * The program that a build is made by, as `version+fingerprint`. The fingerprint is of all that tells its numbers:
 * the models and the policies that come with them, the code that decides beside them, and the engine. Whole folders
 * are taken, so that what only words a number counts too: rather another program that decides alike than one
 * fingerprint for two that do not. A bureau's own policies and campaigns are data, and no part of it.
 * @param models the folder `models/`; default the repository's own
 */
export function programOf(models: string = modelsFolder): string {
  const hash = createHash('sha256').update(engineVersion());
  for (const folder of [models, ...DECIDING.map((name) => join(root, name))])
    for (const name of filesOf(folder)) {
      // A checkout may have changed the ends of lines; they mean nothing.
      const content = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      hash.update(`\0${name}\0${content}`);
    }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return `${version}+${hash.digest('hex').slice(0, 12)}`;
}

/** Paths within a folder, the same on every machine. */
const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => TOLD.test(name))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
