import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { leftovers, publishedDecisions, stateOf, type State } from './state.ts';

/** What became of one kill. */
export interface Round {
  /** Milliseconds after the work began. */
  readonly moment: number;
  /** Whether the process was still at work; a kill that came too late proves nothing. */
  readonly hit: boolean;
  /** What differs from the undisturbed run, or is wrong right after the kill; empty where all is well. */
  readonly faults: readonly string[];
}

/** A district half of whose files are published, and the other half waiting to be taken in. */
interface Scene {
  readonly folder: string;
  readonly base: string;
  readonly inbox: string;
  /**
   * States to end in: of the undisturbed run, and of one that published twice, which is what a restart
   * after the moment of publishing does.
   */
  readonly wanted: readonly State[];
  /** Decisions that readers may see: those of before and those of after. */
  readonly readable: readonly (number | undefined)[];
  /** Milliseconds that the undisturbed work takes. */
  readonly duration: number;
}

/**
 * Kills a process at random moments of load, build and publish, each time followed by a restart.
 * Every other kill is aimed at the moments around publishing, which are too short to be met by chance.
 * @param seed the same seed gives the same moments
 */
export async function* killRounds(rounds: number, seed: number): AsyncGenerator<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-crash-'));
  try {
    const scene = await layScene(folder);
    const random = randomFrom(seed);
    let next = spawn(scene, 0);
    for (let round = 0; round < rounds; round++) {
      const { child, warehouse } = await next;
      const moment = random() * scene.duration;
      const aimed = round % 2 === 1;
      const fired = aimed
        ? await killAtPublish(child, warehouse, random() * 25)
        : await killAfter(child, moment);
      if (round + 1 < rounds) next = spawn(scene, round + 1);
      yield { ...fired, faults: await verify(scene, warehouse) };
      rmSync(warehouse, { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function layScene(folder: string): Promise<Scene> {
  const all = join(folder, 'all');
  await simulate({ units: 24, months: 3, seed: 'crash', directory: all, format: 'handmade' });
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
  // Each half has the register of receipts, so that both runs know when the files had come.
  const receipts = readFileSync(join(all, '_received.csv'), 'utf8');
  const names = receipts
    .split(/\r?\n/)
    .flatMap((line, index) => (index > 0 && line.split(',')[0]) || []);
  for (const half of [first, second]) {
    mkdirSync(half);
    writeFileSync(join(half, '_received.csv'), receipts);
  }
  names.forEach((name, index) =>
    cpSync(join(all, name), join(index * 2 < names.length ? first : second, name)),
  );
  const base = join(folder, 'base');
  await work(base, first);
  const undisturbed = join(folder, 'undisturbed');
  cpSync(base, undisturbed, { recursive: true });
  const started = performance.now();
  await work(undisturbed, second);
  const duration = performance.now() - started;
  const single = await stateOf(undisturbed);
  const readable = [await publishedDecisions(base), await publishedDecisions(undisturbed)];
  await work(undisturbed, second);
  const wanted = [single, await stateOf(undisturbed)];
  return { folder, base, inbox: second, wanted, readable, duration };
}

async function work(warehouse: string, inbox: string): Promise<void> {
  await takeIn([inbox], { warehouse }, () => undefined);
  await buildWarehouse({ warehouse, json: true });
}

/** A process that waits for the word, over a warehouse of its own. */
async function spawn(
  { folder, base, inbox }: Scene,
  round: number,
): Promise<{ child: ChildProcess; warehouse: string }> {
  const warehouse = join(folder, `round-${round}`);
  cpSync(base, warehouse, { recursive: true });
  const script = new URL('child.ts', import.meta.url).pathname;
  const child = fork(script, [warehouse, inbox], { execArgv: ['--import', 'tsx'] });
  await once(child, 'message');
  return { child, warehouse };
}

async function killAfter(
  child: ChildProcess,
  milliseconds: number,
): Promise<Omit<Round, 'faults'>> {
  const ended = once(child, 'exit');
  child.send('go');
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const [, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  return { moment: milliseconds, hit: signal === 'SIGKILL' };
}

/** Kills a process soon after the first file of a new snapshot moves. */
async function killAtPublish(
  child: ChildProcess,
  warehouse: string,
  delay: number,
): Promise<Omit<Round, 'faults'>> {
  const started = performance.now();
  const ended = once(child, 'exit');
  let moment = 0;
  const watcher = watch(warehouse, (_, name) => {
    if (moment > 0 || !name?.startsWith('current')) return;
    moment = performance.now() - started;
    setTimeout(() => child.kill('SIGKILL'), delay);
  });
  const published = watch(join(warehouse, 'snapshots'), (event, name) => {
    if (moment > 0 || event !== 'rename' || name?.startsWith('.')) return;
    moment = performance.now() - started;
    setTimeout(() => child.kill('SIGKILL'), delay);
  });
  child.send('go');
  const [, signal] = (await ended) as [number | null, NodeJS.Signals | null];
  watcher.close();
  published.close();
  return { moment, hit: signal === 'SIGKILL' };
}

async function verify(scene: Scene, warehouse: string): Promise<string[]> {
  const faults: string[] = [];
  const seen = await publishedDecisions(warehouse).catch((error: unknown) => String(error));
  if (typeof seen === 'string' || !scene.readable.includes(seen)) {
    faults.push(`readers saw ${seen} after the kill`);
  }
  await work(warehouse, scene.inbox);
  const state = await stateOf(warehouse);
  const differences = scene.wanted.map((wanted) => differencesOf(state, wanted));
  if (differences.every((found) => found.length > 0)) faults.push(...(differences[0] ?? []));
  faults.push(...leftovers(warehouse).map((name) => `left behind: ${name}`));
  return faults;
}

const differencesOf = (state: State, wanted: State): string[] =>
  [...new Set([...Object.keys(state), ...Object.keys(wanted)])]
    .filter((table) => state[table] !== wanted[table])
    .map((table) => `${table}: ${state[table] ?? 'missing'}, not ${wanted[table] ?? 'missing'}`);

/** Numbers from 0 to 1 that a seed decides (Marsaglia's xorshift, 32 bit). */
function randomFrom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
