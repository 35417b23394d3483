import { setTimeout as wait } from 'node:timers/promises';
import { askConsole, heavy } from './analyst.ts';
import { leaf, PAGES, percentile } from './leaf.ts';
import { summarise, type Bench, type Figure, type Timing } from './measure.ts';
import { childrenOf, processorTicks, residentMegabytes } from './process-state.ts';
import { serveSample, type ServedSample } from './served-sample.ts';

const HEAVY = 8;
const ROUNDS = 8;
const ROWS = 1_000_000;
/** What a worker takes to start, and more: beyond it a query is at work. */
const START_TICKS = 200;

const wide = `select range as number, 'XA' || lpad((range % 3200)::varchar, 4, '0') as unit_code,
  '临河第' || (range % 3200) || '实验小学' as unit_name, date '2023-11-01' + (range % 900)::integer as day,
  (hash(range) % 10000) / 100.0 as score from range(${ROWS})`;

/** p95 of page queries on a snapshot that was just published, and of the same asked again, whose answers are kept. */
async function leafTwice({
  url,
  swap,
}: ServedSample): Promise<readonly [made: number, kept: number]> {
  swap();
  const made = percentile(await leaf(url), 0.95);
  return [made, percentile(await leaf(url), 0.95)];
}

/** p95 of page queries: idle, then with heavy queries running, in turns. */
async function beside(served: ServedSample): Promise<Figure[]> {
  const { url, pid } = served;
  await leaf(url);
  const [idle, busy]: [(readonly [number, number])[], (readonly [number, number])[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    idle.push(await leafTwice(served));
    const control = new AbortController();
    const running = Array.from({ length: HEAVY }, (_, at) =>
      askConsole(url, `analyst-${at}`, heavy[at % heavy.length] ?? '', control.signal).catch(
        () => undefined,
      ),
    );
    const atWork = () => childrenOf(pid).filter((child) => processorTicks(child) > START_TICKS);
    while (atWork().length < HEAVY) await wait(100);
    busy.push(await leafTwice(served));
    control.abort();
    await Promise.all(running);
    await wait(1500);
  }
  const against = (key: string, which: 0 | 1, asked: string): Figure => {
    const [own, baseline] = [
      summarise(busy.map((times) => times[which])),
      summarise(idle.map((times) => times[which])),
    ];
    const label = `p95 of page queries ${asked}, ${HEAVY} heavy console queries running / idle`;
    return { key, label, own, baseline, ratio: own.median / baseline.median, aim: 2 };
  };
  return [
    against('console_beside_p95', 0, 'of a new snapshot'),
    against('console_beside_kept_p95', 1, 'asked again'),
  ];
}

const same = (timing: Timing) => ({ own: timing, baseline: timing });

async function streamed({ url, pid }: ServedSample): Promise<Figure[]> {
  const times: number[] = [];
  const firsts: number[] = [];
  const before = residentMegabytes(pid);
  let most = before;
  const watch = setInterval(() => (most = Math.max(most, residentMegabytes(pid))), 50);
  for (let round = 0; round < ROUNDS; round++) {
    const { milliseconds, first, error } = await askConsole(url, 'analyst', wide);
    if (error !== undefined) throw new Error(`the console answered ${error}`);
    times.push(milliseconds);
    firsts.push(first);
  }
  clearInterval(watch);
  const [all, first] = [summarise(times), summarise(firsts)];
  return [
    {
      key: 'console_stream_ms',
      label: `${ROWS.toLocaleString('en')} rows × 5 columns as Arrow, to the last byte / to the first`,
      unit: 'ms',
      ratio: all.median,
      own: all,
      baseline: first,
    },
    {
      key: 'console_stream_mb',
      label: 'memory that the server grew by meanwhile',
      unit: 'MB',
      ratio: most - before,
      aim: 150,
      ...same(all),
    },
  ];
}

/** From the kill of the worker at work to the answer of the next query. */
async function replaced({ url, pid }: ServedSample): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await askConsole(url, 'analyst', 'select 1');
    const victim = askConsole(url, 'analyst', heavy[0] ?? '');
    await wait(3000);
    const busiest = childrenOf(pid).sort((a, b) => processorTicks(b) - processorTicks(a))[0];
    const started = performance.now();
    if (busiest !== undefined) process.kill(busiest, 'SIGKILL');
    await victim;
    const { error } = await askConsole(url, 'analyst', 'select 1');
    if (error !== undefined) throw new Error(`the console answered ${error}`);
    if (round > 0) times.push(performance.now() - started);
  }
  const timing = summarise(times);
  return {
    key: 'console_replace_ms',
    label: 'a worker killed at work, until the next query is answered',
    unit: 'ms',
    ratio: timing.slowest,
    aim: 1000,
    ...same(timing),
  };
}

/** The SQL console beside the pages. */
export const consoleBench: Bench = {
  name: 'console',
  about: `The SQL console (\`pipeline/console\`) on the sample district: p95 of all queries of ${PAGES} page visits while ${HEAVY} heavy console queries run, against idle, in turns, on a snapshot that was just published and asked again, when the answers are kept; a million rows streamed; the slowest time to replace a worker that is killed at work.`,
  async run() {
    const all = { concurrent: HEAVY, concurrentEach: HEAVY, seconds: 600 };
    const served = await serveSample(all);
    try {
      return [...(await beside(served)), ...(await streamed(served)), await replaced(served)];
    } finally {
      await served.stop();
    }
  },
};
