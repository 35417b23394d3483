import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, text } from '../contracts/index.ts';
import { withWarehouse, type RegisterCommand } from './command.ts';
import { buildWarehouse, publishedLine } from './build.ts';
import { Inbox } from './inbox.ts';
import { stepJson, stepLines } from './ingest-report.ts';
import { takeIn } from './ingest.ts';
import { cliLocale } from './locale.ts';

interface Options {
  readonly warehouse: string;
  readonly every: string;
  readonly build: boolean;
  readonly json?: boolean;
}

const say = (zh: string, en: string): void =>
  void process.stdout.write(`${cliLocale() === 'zh' ? zh : en}\n`);

/** Oftener than this, in seconds, the looking itself would keep a machine and the folder's server busy. */
const LEAST = 1;
const MOST = 3600;

/** @throws Failure `bad_interval` */
function secondsOf(value: string): number {
  const seconds = Number(value);
  if (seconds >= LEAST && seconds <= MOST) return seconds;
  throw new Failure(
    'bad_interval',
    text(
      `--every 应为 ${LEAST} 到 ${MOST} 秒：${value}`,
      `--every must be ${LEAST} to ${MOST} seconds: ${value}`,
    ),
    { usage: true },
  );
}

/** Tells a failure in one line; anything that is no Failure is a bug of ours, told in full. */
function complain(error: unknown, json: boolean): void {
  const locale = cliLocale();
  if (!(error instanceof Failure)) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  } else if (json) process.stdout.write(`${JSON.stringify(error.body(locale))}\n`);
  else process.stderr.write(`! ${error.text[locale]}\n`);
}

/**
 * Takes in files that are ready: together, or one by one where that fails, so that one does not keep the
 * others out.
 * @returns whether anything was taken in that had not been known
 * @throws Failure `warehouse_locked`: then all are tried again
 */
async function takeReady(
  inbox: Inbox,
  ready: readonly string[],
  options: Options,
  stopping: AbortSignal,
): Promise<boolean> {
  let news = false;
  const take = async (paths: readonly string[]): Promise<void> => {
    await takeIn(paths, options, (step) => {
      news ||= !step.outcome.alreadyKnown;
      process.stdout.write(
        options.json
          ? `${JSON.stringify(stepJson(step, cliLocale()))}\n`
          : stepLines(step, cliLocale()),
      );
    });
    for (const path of paths) inbox.taken(path);
  };
  if (ready.length === 0) return news;
  try {
    await take(ready);
  } catch (error) {
    if (isLocked(error)) throw error;
    for (const path of ready) {
      if (stopping.aborted) break;
      await take([path]).catch((cause: unknown) => {
        if (isLocked(cause)) throw cause;
        complain(cause, options.json === true);
        inbox.taken(path);
      });
    }
  }
  return news;
}

const isLocked = (error: unknown): boolean =>
  error instanceof Failure && error.code === 'warehouse_locked';

/**
 * Looks into a folder again and again until it is told to stop, takes in what has come, and publishes.
 * A file is taken once it has not changed between two looks. What fails is told and tried again; files
 * are neither moved nor deleted.
 */
async function watchFolder(folder: string, options: Options): Promise<void> {
  const pause = secondsOf(options.every) * 1000;
  const inbox = new Inbox(folder);
  await inbox.look();
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const json = options.json === true;
  if (!json) say(`正在看守 ${folder}（按 Ctrl+C 停止）`, `Watching ${folder} (Ctrl+C stops it)`);
  let unpublished = false;
  while (!stopping.signal.aborted) {
    try {
      const ready = await inbox.look();
      unpublished = (await takeReady(inbox, ready, options, stopping.signal)) || unpublished;
      if (unpublished && options.build) {
        const published = await buildWarehouse({ warehouse: options.warehouse, json: true });
        unpublished = false;
        process.stdout.write(json ? `${JSON.stringify(published)}\n` : publishedLine(published));
      }
    } catch (error) {
      complain(error, json);
    }
    await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
  process.off('SIGINT', stop).off('SIGTERM', stop);
  if (!json) say('已停止。', 'Stopped.');
}

/** `xiaoan watch DIR` */
export const register: RegisterCommand = (program) => {
  withWarehouse(program.command('watch'))
    .description('take in whatever comes into a folder, and publish')
    .argument('<dir>', 'the inbox folder, subfolders included')
    .option('--every <seconds>', `how often to look, ${LEAST} to ${MOST}`, '5')
    .option('--no-build', 'take files in without publishing')
    .addHelpText(
      'after',
      `
Example:
  $ xiaoan watch /srv/inbox

A file is taken once its size has stood still between two looks. Files stay where they are: a file taken
before is known by its content, so a restart takes nothing twice.`,
    )
    .action(watchFolder);
};
