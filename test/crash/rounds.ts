import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { Random } from '../fuzz/random.ts';
import { differencesOf, leftovers, publishedDecisions, stateOf, type State } from './state.ts';
import { PHASES, Writer, type Killed, type Phase } from './writer.ts';

/** What became of one kill, and of the restart after it. */
export interface Round extends Killed {
  /** The phase that was aimed at. */
  readonly aim: Phase;
  /** What differs from the undisturbed run, or is wrong right after the kill; empty where all is well. */
  readonly faults: readonly string[];
}

/** A district half of whose files are published, and the other half waiting to be taken in. */
interface Scene {
  readonly base: string;
  /** The same with the other half taken in and not published: where a build begins. */
  readonly loaded: string;
  readonly inbox: string;
  /**
   * States to end in: of the undisturbed run, and of one that published twice, which is what a restart
   * after the moment of publishing does.
   */
  readonly wanted: readonly State[];
  /** Decisions that readers may see: those of before and those of after. */
  readonly readable: readonly (number | undefined)[];
  /** Milliseconds that each phase of the undisturbed work takes. */
  readonly durations: ReadonlyMap<Phase, number>;
}

/** Large enough for returns of every dataset and several batches, small enough for hundreds of rounds. */
const DISTRICT = { units: 8, months: 2, seed: 'crash', format: 'handmade' } as const;

/**
 * Kills a process at random moments of load, build and publish in turn, each time followed by a restart.
 * @param seed the same seed aims at the same moments
 * @param kept a folder that keeps the scene for the next part of a long run; laid out anew where left out
 */
export async function* killRounds(
  rounds: number,
  seed: number,
  kept?: string,
): AsyncGenerator<Round> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-crash-'));
  let next: Promise<Writer> | undefined;
  try {
    const scene = await (kept ? keptScene(kept) : layScene(folder));
    const random = new Random(seed);
    next = Writer.start();
    for (let round = 0; round < rounds; round++) {
      const aim = PHASES[round % PHASES.length] as Phase;
      const warehouse = join(folder, `round-${round}`);
      cpSync(aim === 'load' ? scene.base : scene.loaded, warehouse, { recursive: true });
      const writer = await next;
      const inbox = aim === 'load' ? { inbox: scene.inbox } : {};
      const moment = momentOf(aim, random) * (scene.durations.get(aim) ?? 0);
      const killed = await writer.die({ warehouse, ...inbox, publish: true }, aim, moment);
      next = Writer.start();
      yield { aim, ...killed, faults: await verify(scene, warehouse) };
      rmSync(warehouse, { recursive: true });
    }
  } finally {
    await (await next)?.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A share of a phase; the renames that publish are at its very beginning, too short to be met by chance. */
const momentOf = (phase: Phase, random: Random): number =>
  phase === 'publish' ? random.next() ** 3 : random.next();

/** The scene in a folder, laid out where it is not there yet. */
async function keptScene(folder: string): Promise<Scene> {
  const described = join(folder, 'scene.json');
  if (existsSync(described)) {
    const { durations, ...scene } = JSON.parse(readFileSync(described, 'utf8')) as Omit<
      Scene,
      'durations'
    > & { durations: [Phase, number][] };
    return { ...scene, durations: new Map(durations) };
  }
  mkdirSync(folder, { recursive: true });
  const scene = await layScene(folder);
  writeFileSync(described, JSON.stringify({ ...scene, durations: [...scene.durations] }));
  return scene;
}

async function layScene(folder: string): Promise<Scene> {
  const { first, second } = await layInboxes(folder);
  const base = join(folder, 'base');
  await work(base, first);
  const loaded = join(folder, 'loaded');
  cpSync(base, loaded, { recursive: true });
  const writer = await Writer.start();
  const loading = await writer.work({ warehouse: loaded, inbox: second });
  const undisturbed = join(folder, 'undisturbed');
  cpSync(loaded, undisturbed, { recursive: true });
  const publishing = await writer.work({ warehouse: undisturbed, publish: true });
  await writer.end();
  const durations = new Map([...loading, ...publishing]);
  const single = await stateOf(undisturbed);
  const readable = [await publishedDecisions(base), await publishedDecisions(undisturbed)];
  await work(undisturbed, second);
  const wanted = [single, await stateOf(undisturbed)];
  return { base, loaded, inbox: second, wanted, readable, durations };
}

/** Two inboxes with half of a district each, and in each the register that tells when the files had come. */
async function layInboxes(folder: string): Promise<{ first: string; second: string }> {
  const all = join(folder, 'all');
  await simulate({ ...DISTRICT, directory: all });
  const [first, second] = [join(folder, 'first'), join(folder, 'second')];
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
  return { first, second };
}

async function work(warehouse: string, inbox: string): Promise<void> {
  await takeIn([inbox], { warehouse }, () => undefined);
  await buildWarehouse({ warehouse, json: true });
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
