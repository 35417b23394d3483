import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { simulate } from '../../data/simulator/simulate.ts';
import { buildWarehouse } from '../../pipeline/cli/build.ts';
import { takeIn } from '../../pipeline/cli/ingest.ts';
import { summarise, timed, type Timing } from './measure.ts';

const MONTHS = 36;
const SEED = 'bench';

export interface DistrictTimes {
  /** Data rows written, in all datasets. */
  readonly rows: number;
  readonly files: number;
  /** Ingest of all files, then build of a snapshot, in an empty warehouse. */
  readonly own: Timing;
  readonly ingest: Timing;
  readonly build: Timing;
  /** The same rows as clean CSV files: `read_csv` of each into a table of a new file, and one scan of it. */
  readonly plain: Timing;
}

const measured = new Map<string, Promise<DistrictTimes>>();

/**
 * Times a simulated district; each kind and size once a process, however many benches ask.
 * @param format of the files taken in; the baseline reads clean CSV files of the same district
 * @param rounds how often
 */
export function timeDistrict(
  units: number,
  format: 'handmade' | 'csv',
  rounds: number,
): Promise<DistrictTimes> {
  const key = `${units} ${format} ${rounds}`;
  const known = measured.get(key) ?? measure(units, format, rounds);
  measured.set(key, known);
  return known;
}

async function measure(
  units: number,
  format: 'handmade' | 'csv',
  rounds: number,
): Promise<DistrictTimes> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoan-bench-'));
  try {
    const clean = join(folder, 'clean');
    const truth = await simulate({
      units,
      months: MONTHS,
      seed: SEED,
      directory: clean,
      format: 'csv',
    });
    const inbox = format === 'csv' ? clean : join(folder, 'inbox');
    const { files } =
      format === 'csv'
        ? truth
        : await simulate({ units, months: MONTHS, seed: SEED, directory: inbox, format });
    const times = { ingest: [] as number[], build: [] as number[], plain: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const warehouse = join(folder, `warehouse-${round}`);
      times.plain.push(await timed(() => plainLoad(clean, join(folder, `plain-${round}.duckdb`))));
      times.ingest.push(await timed(() => takeIn([inbox], { warehouse }, () => undefined)));
      times.build.push(await timed(() => buildWarehouse({ warehouse, json: true })));
      rmSync(warehouse, { recursive: true });
    }
    return {
      rows: Object.values(truth.rows).reduce((sum, { written }) => sum + written, 0),
      files,
      own: summarise(times.ingest.map((time, round) => time + (times.build[round] ?? 0))),
      ingest: summarise(times.ingest),
      build: summarise(times.build),
      plain: summarise(times.plain),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What DuckDB alone does with the same rows: read into tables of a file on disk, then read once. */
async function plainLoad(folder: string, file: string): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const names = readdirSync(folder).filter(
    (name) => name.endsWith('.csv') && !name.startsWith('_'),
  );
  for (const [index, name] of names.entries()) {
    const path = join(folder, name).replaceAll("'", "''");
    await connection.run(`create table plain_${index} as from read_csv('${path}', header = true)`);
    await connection.run(`select count(columns(*)), max(columns(*)) from plain_${index}`);
  }
  await connection.run('checkpoint');
  connection.closeSync();
  instance.closeSync();
}
