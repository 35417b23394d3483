import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Command } from 'commander';
import { loadHeldAgain, readMappings, type IngestStep } from '../intake/index.ts';
import { openWarehouse } from '../warehouse/index.ts';
import { projectRoot, withWarehouse } from './command.ts';
import { ingestSummary, stepJson, stepLines } from './ingest-report.ts';
import { cliLocale } from './locale.ts';

/** Options of every command that decides something. */
export interface MapOptions {
  readonly warehouse: string;
  readonly json?: boolean;
  readonly by?: string;
  readonly replace?: boolean;
}

const AGAIN = {
  zh: (files: number) =>
    files === 0 ? '没有因此退回的文件。' : `因此退回的 ${files} 份文件已重新入库：`,
  en: (files: number) =>
    files === 0
      ? 'No file was held back for it.'
      : `Files held back for it, loaded again (${files}):`,
} as const;

/** Adds the options of a command that decides something. */
export const withDecision = (command: Command): Command =>
  withWarehouse(command)
    .option('--by <name>', 'who decided it (default: the user of this computer)')
    .option('--replace', 'even where the word or name has meant something else so far');

/**
 * Decides something in a warehouse and loads again the files held back for it.
 * @returns what came of the decision, and of each file
 */
export async function decideAndLoad<Result>(
  dir: string,
  decide: (connection: DuckDBConnection) => Promise<Result>,
): Promise<{ readonly result: Result; readonly steps: readonly IngestStep[] }> {
  const warehouse = await openWarehouse(dir);
  try {
    const result = await decide(warehouse.connection);
    const mappings = await readMappings(join(projectRoot, 'data/mappings'));
    const steps: IngestStep[] = [];
    const receivedFolder = join(warehouse.dir, 'received');
    for await (const step of loadHeldAgain(warehouse.connection, { receivedFolder, mappings })) {
      steps.push(step);
    }
    return { result, steps };
  } finally {
    await warehouse.close();
  }
}

/**
 * Runs a command that decides something: says what was decided and what became of the files.
 * @returns the exit code: 2 where files loaded again still have rows in quarantine
 */
export async function runDecision<Result>(
  options: MapOptions,
  decide: (
    connection: DuckDBConnection,
    common: { readonly by: string; readonly replace: boolean },
  ) => Promise<Result>,
  say: (result: Result) => string,
): Promise<number> {
  const locale = cliLocale();
  const common = { by: options.by ?? userInfo().username, replace: options.replace === true };
  const { result, steps } = await decideAndLoad(options.warehouse, (connection) =>
    decide(connection, common),
  );
  if (options.json) {
    const files = steps.map((step) => stepJson(step, locale));
    process.stdout.write(`${JSON.stringify({ ...result, files })}\n`);
  } else {
    process.stdout.write(`${say(result)}\n${AGAIN[locale](steps.length)}\n`);
    for (const step of steps) process.stdout.write(stepLines(step, locale));
    if (steps.length > 0) process.stdout.write(ingestSummary(steps, locale));
  }
  return steps.every(({ outcome }) => outcome.status === 'loaded') ? 0 : 2;
}
