import { readdirSync, readFileSync } from 'node:fs';
import { contracts } from '../../pipeline/contracts/index.ts';
import { filesOf } from '../../pipeline/intake/arrived.ts';
import { Loader } from '../../pipeline/intake/load.ts';
import { receive, type ReceivedFile } from '../../pipeline/intake/received.ts';
import { ledgerFiles } from '../fixtures/formats/writers.ts';
import { zipOf } from '../fixtures/zip.ts';
import { openWithUnits, type Intake } from '../intake/intake.ts';
import { mutate } from './mutate.ts';
import { Random } from './random.ts';

/** What a run came to. */
export interface FuzzResult {
  readonly files: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byError: Readonly<Record<string, number>>;
  /** How many files were made of each seed, and how many of them show a fault. */
  readonly bySeed: Readonly<Record<string, { files: number; faulty: number }>>;
  /** Longest time that one file took to read, in milliseconds, and which. */
  readonly slowest: { readonly milliseconds: number; readonly file: string };
  readonly peakMegabytes: number;
  /** What went wrong, each with the file that shows it. */
  readonly faults: readonly string[];
}

const BATCH = 50;
/** A file may take no longer than its reader's limit. */
const LIMIT_MS = 65_000;

/** The files that are mutated: one of every format and writer, and an archive of some. */
export function seedFiles(): [string, Uint8Array][] {
  const folder = new URL('../fixtures/formats/', import.meta.url);
  const saved = readdirSync(folder)
    .filter((name) => /^calc\.\w+$/.test(name))
    .map((name): [string, Uint8Array] => [name, readFileSync(new URL(name, folder))]);
  const files = [...ledgerFiles(), ...saved];
  return [...files, ['returns.zip', zipOf(files.slice(0, 4))]];
}

/** The file of a number: always the same. */
export function fuzzFile(seeds: readonly [string, Uint8Array][], number: number) {
  const random = new Random(number);
  const [name, bytes] = random.pick(seeds);
  return { name: `${number}-${name}`, seed: name, bytes: mutate(name, bytes, random) };
}

/**
 * Gives mutated files to intake and checks that each is accounted for.
 * @param first number of the first file
 * @param report called after each batch with the number of the next file
 */
export async function fuzz(
  first: number,
  files: number,
  report: (next: number) => void = () => undefined,
): Promise<FuzzResult> {
  const intake = await openWithUnits();
  const seeds = seedFiles();
  const faults: string[] = [];
  const byStatus: Record<string, number> = {};
  const byError: Record<string, number> = {};
  const bySeed: Record<string, { files: number; faulty: number }> = {};
  /** The seed of each file, an archive's files included. */
  const seedOf = new Map<string, string>();
  let slowest = { milliseconds: 0, file: '' };
  let peak = 0;
  const blame = (seed: string, found: readonly string[]) => {
    if (found.length === 0) return;
    faults.push(...found);
    (bySeed[seed] ??= { files: 0, faulty: 0 }).faulty += 1;
  };
  const count = (tally: Record<string, number>, key: string) =>
    (tally[key] = (tally[key] ?? 0) + 1);
  for (let next = first; next < first + files; next += BATCH) {
    const loader = await Loader.of(intake.connection);
    const received: ReceivedFile[] = [];
    for (let number = next; number < Math.min(next + BATCH, first + files); number++) {
      const file = fuzzFile(seeds, number);
      (bySeed[file.seed] ??= { files: 0, faulty: 0 }).files += 1;
      try {
        for (const source of filesOf(file)) {
          const started = performance.now();
          const read = await receive(source);
          received.push(read);
          seedOf.set(read.id, file.seed);
          const milliseconds = performance.now() - started;
          if (milliseconds > slowest.milliseconds) slowest = { milliseconds, file: file.name };
          if (milliseconds > LIMIT_MS)
            blame(file.seed, [`${file.name}: read in ${milliseconds} ms`]);
        }
      } catch (error) {
        blame(file.seed, [`${file.name}: ${String((error as Error).stack)}`]);
      }
    }
    try {
      const settled = [];
      for (const file of received)
        settled.push(...(await loader.add({ file, options: intake.options })));
      settled.push(...(await loader.flush()));
      if (settled.length !== received.length) faults.push(`${next}…: some were not settled`);
      for (const { request, outcome } of settled) {
        count(byStatus, outcome.status);
        if (outcome.error_code) count(byError, outcome.error_code);
        const { id } = request.file;
        blame(seedOf.get(id) ?? id, await faultsOf(intake, request.file, outcome.alreadyKnown));
      }
    } catch (error) {
      faults.push(
        `batch of ${received.map(({ name }) => name).join(', ')}: ${String((error as Error).stack)}`,
      );
    }
    peak = Math.max(peak, process.memoryUsage.rss());
    await forgetAll(intake);
    report(next + BATCH);
  }
  const peakMegabytes = Math.round(peak / 1_000_000);
  return { files, bySeed, byStatus, byError, slowest, peakMegabytes, faults };
}

const accepted = contracts.map(
  ({ dataset }) => `select file_id, sheet, row_number from intake.${dataset}`,
);
const traces = [
  ...accepted,
  'select file_id, sheet, row_number from intake.quarantine',
  'select file_id, sheet, row_number from intake.skipped_row',
].join(' union ');

/** Ways in which a file of the ledger is not accounted for. */
async function faultsOf(intake: Intake, file: ReceivedFile, known: boolean): Promise<string[]> {
  if (known) return [];
  const [row] = await intake.rows(`
    select status, rows_in, rows_accepted, rows_quarantined, rows_skipped, error_code, error_zh,
      (select count(*)::int from (${traces}) as trace where trace.file_id = file.file_id) as traces
    from intake.file where file_id = '${file.id}'`);
  if (!row) return [`${file.name}: no row in the ledger`];
  const faults: string[] = [];
  const fault = (words: string) => faults.push(`${file.name}: ${words}: ${JSON.stringify(row)}`);
  if (row['status'] === 'rejected') {
    if (!row['error_code'] || !row['error_zh']) fault('rejected without a reason');
    if (row['traces'] !== 0) fault('rejected, and yet something was kept');
    return faults;
  }
  if (row['rows_in'] !== Number(row['rows_accepted']) + Number(row['rows_quarantined']))
    fault('rows do not add up');
  const filled = (file.content?.sheets ?? [])
    .flatMap(({ rows }) => rows)
    .filter((cells) => cells.some((cell) => cell.trim() !== '')).length;
  if (row['traces'] !== filled) fault(`${filled} rows were read`);
  return faults;
}

/** Takes the batch out again, so that files cannot be told by what earlier ones brought. */
async function forgetAll(intake: Intake): Promise<void> {
  for (const table of ['quarantine', 'skipped_row', 'file_table', 'warning'])
    await intake.connection.run(`delete from intake.${table}`);
  for (const { dataset } of contracts) {
    if (dataset !== 'unit') await intake.connection.run(`delete from intake.${dataset}`);
  }
}
