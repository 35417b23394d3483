import { fork } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { projectRoot } from '../../pipeline/cli/command.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import type { ConsoleLimits } from '../../pipeline/console/index.ts';
import { programOf, type SnapshotRecord } from '../../pipeline/warehouse/index.ts';

const SERVER = fileURLToPath(new URL('console-server.ts', import.meta.url));
/** As `npm start` makes it. */
export const SAMPLE = { units: 320, months: 36, seed: '1' };

/** A server of its own process on the sample district, and a folder that is its alone. */
export interface ServedSample {
  readonly url: string;
  readonly pid: number;
  /** Publishes the snapshot once more, under a new id. */
  swap(): void;
  stop(): Promise<void>;
}

/** Serves the sample district; takes the warehouse that `npm start` made, where there is one of this program. */
export async function serveSample(limits: Partial<ConsoleLimits> = {}): Promise<ServedSample> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-served-'));
  const warehouse = join(folder, 'warehouse');
  await fillWarehouse(folder, warehouse);
  const child = fork(SERVER, [warehouse, JSON.stringify(limits)], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve(String(message)));
    child.once('exit', () => reject(new Error('the server ended early')));
  });
  let swaps = 0;
  let before: string | undefined;
  return {
    url,
    pid: child.pid ?? 0,
    swap() {
      const file = join(warehouse, 'current.json');
      const record = currentRecord(warehouse);
      if (!record) throw new Error('nothing is published');
      const id = `20990101T${String(++swaps).padStart(6, '0')}-00000000`;
      const path = join('snapshots', `${id}.duckdb`);
      cpSync(join(warehouse, record.file), join(warehouse, path));
      writeFileSync(`${file}.new`, JSON.stringify({ ...record, snapshot_id: id, file: path }));
      renameSync(`${file}.new`, file);
      // As a build does, though it keeps more: the one before stays, for who is about to open it.
      if (before !== undefined) rmSync(join(warehouse, before));
      before = record.file;
    },
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fillWarehouse(folder: string, warehouse: string): Promise<void> {
  const started = join(projectRoot, 'data/warehouse');
  const record = existsSync(join(started, 'sample-district')) && currentRecord(started);
  if (record && record.program === programOf()) {
    mkdirSync(join(warehouse, 'snapshots'), { recursive: true });
    cpSync(join(started, record.file), join(warehouse, record.file));
    cpSync(join(started, 'current.json'), join(warehouse, 'current.json'));
    return;
  }
  const inbox = join(folder, 'inbox');
  await simulate({ ...SAMPLE, directory: inbox });
  await takeIn([inbox], { warehouse }, () => undefined);
  await buildWarehouse({ warehouse, json: true });
}

function currentRecord(warehouse: string): SnapshotRecord | undefined {
  const file = join(warehouse, 'current.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SnapshotRecord) : undefined;
}
