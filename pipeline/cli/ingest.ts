import { join } from 'node:path';
import { Failure, readMoment, text, type Locale } from '../contracts/index.ts';
import {
  ingestPaths,
  LOAD_STAGES,
  readMapping,
  readMappings,
  type IngestStep,
  type LoadStage,
} from '../intake/index.ts';
import { openWarehouse } from '../warehouse/index.ts';
import { projectRoot, withWarehouse, type RegisterCommand } from './command.ts';
import { ingestLabel, ingestSummary, stageWords, stepJson, stepLines } from './ingest-report.ts';
import { cliLocale } from './locale.ts';
import { progressLine } from './progress.ts';

export interface IngestOptions {
  readonly warehouse: string;
  readonly json?: boolean;
  readonly receivedAt?: string;
  readonly mapping?: string;
}

/** `xiaoan ingest PATH…`: takes files and folders into the warehouse. */
export const register: RegisterCommand = (program, finish) => {
  withWarehouse(program.command('ingest'))
    .description('take in files and folders')
    .argument('<path...>', 'files, or folders to be walked')
    .option(
      '--received-at <iso>',
      'when the files had come, such as 2025-06-28T09:00 (default: now)',
    )
    .option('--mapping <file>', 'mapping to read the files with (default: chosen by their headers)')
    .addHelpText(
      'after',
      `
Examples:
  $ xiaoan ingest inbox/
  $ xiaoan ingest 隐患台账2025-06.xlsx --received-at 2025-06-28T09:00

A file _received.csv (文件名,收到时间,报送单位) in a folder says when its files had come.
Exit code: 0 all rows accepted, 1 nothing loaded, 2 some rows in quarantine or some files rejected.`,
    )
    .action(async (paths: string[], options: IngestOptions) => {
      const locale = cliLocale();
      const progress = progressLine(ingestLabel(locale), options.json ?? false);
      const steps = await takeIn(
        paths,
        options,
        (step) => {
          progress.end();
          if (!options.json) process.stdout.write(stepLines(step, locale));
        },
        (file, stage) =>
          progress.show(
            LOAD_STAGES.indexOf(stage),
            LOAD_STAGES.length,
            stageWords(file, stage, locale),
          ),
      );
      process.stdout.write(
        options.json ? `${JSON.stringify(jsonOf(steps, locale))}\n` : ingestSummary(steps, locale),
      );
      finish(exitCode(steps));
    });
};

/**
 * Takes files and folders into a warehouse, each file as one transaction.
 * @param report called after each file
 * @param onStage called when the load of a large file enters a stage
 * @returns what became of each file, in the order in which they were read
 */
export async function takeIn(
  paths: readonly string[],
  options: IngestOptions,
  report: (step: IngestStep) => void,
  onStage?: (file: string, stage: LoadStage) => void,
): Promise<IngestStep[]> {
  const mapping = options.mapping ? await readMapping(options.mapping) : undefined;
  const mappings = await readMappings(join(projectRoot, 'data/mappings'));
  const receivedAt = options.receivedAt ? momentOf(options.receivedAt) : undefined;
  const warehouse = await openWarehouse(options.warehouse);
  const steps: IngestStep[] = [];
  try {
    const running = ingestPaths(warehouse.connection, paths, {
      receivedFolder: join(warehouse.dir, 'received'),
      mappings,
      ...(mapping ? { mapping } : {}),
      ...(receivedAt ? { receivedAt } : {}),
      ...(onStage ? { onStage } : {}),
    });
    for await (const step of running) {
      steps.push(step);
      report(step);
    }
  } finally {
    await warehouse.close();
  }
  return steps;
}

function momentOf(iso: string): Date {
  const moment = readMoment(iso);
  if (moment) return moment;
  throw new Failure(
    'time_invalid',
    text(`--received-at：“${iso}”不是时间`, `--received-at: "${iso}" is no time`),
    { usage: true, hint: text('请写成 2025-06-28T09:00。', 'Write it as 2025-06-28T09:00.') },
  );
}

/** The last word on each file: one loaded again at the end counts as it stands then. */
const lastSteps = (steps: readonly IngestStep[]): IngestStep[] => [
  ...new Map(steps.map((step) => [step.outcome.file_id, step])).values(),
];

function exitCode(steps: readonly IngestStep[]): number {
  const outcomes = lastSteps(steps)
    .map(({ outcome }) => outcome)
    .filter(({ alreadyKnown }) => !alreadyKnown);
  const rejected = outcomes.filter(({ status }) => status === 'rejected').length;
  if (rejected > 0 && rejected === steps.length) return 1;
  return outcomes.every(({ status }) => status === 'loaded') ? 0 : 2;
}

const jsonOf = (steps: readonly IngestStep[], locale: Locale) => ({
  files: lastSteps(steps).map((step) => stepJson(step, locale)),
});
