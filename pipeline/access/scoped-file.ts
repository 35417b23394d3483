import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { makeFolder } from '../contracts/index.ts';
import { isWhole, sightKey, type Sight } from './sight.ts';
import { makeSightViews, relationsOf } from './sight-views.ts';
import { identifier, literal } from './sql-words.ts';

/** A published snapshot, as far as a copy is made of it. */
export interface SnapshotFile {
  readonly snapshot_id: string;
  readonly path: string;
}

/** Copies of one snapshot that are kept; the least used go first. */
const MOST = 24;

/** `SNAPSHOT-SIGHT.duckdb` */
const COPY = /^(\d{8}T\d{6}-[0-9a-f]{8})-([0-9a-f]{16})\.duckdb$/;

/**
 * Copies of a snapshot that hold no more than a sight may see, for readers who write their own SQL: what is
 * not in the file cannot leak. Each is made when first asked for, in `<warehouse>/console`, and renamed into
 * place, so that a half-made one is never read; those who ask meanwhile wait for the same copy.
 */
export class ScopedFiles {
  readonly #making = new Map<string, Promise<string>>();
  /** Sights by last use, for the snapshot that is in force. */
  readonly #used = new Map<string, number>();

  /** @param open opens an empty instance in memory, within the limits of a side job */
  constructor(
    private readonly folder: string,
    private readonly open: () => Promise<DuckDBInstance>,
  ) {}

  /**
   * The file that a sight may read: the snapshot itself where that is everything.
   * @throws what DuckDB throws where the disk is full or the snapshot cannot be read
   */
  async fileFor(snapshot: SnapshotFile, sight: Sight): Promise<string> {
    if (isWhole(sight)) return snapshot.path;
    const name = `${snapshot.snapshot_id}-${sightKey(sight)}.duckdb`;
    this.#used.set(name, Date.now());
    const path = join(this.folder, name);
    const making = this.#making.get(name);
    if (making) return making;
    if (existsSync(path)) return path;
    const made = this.#make(snapshot, sight, path).finally(() => this.#making.delete(name));
    this.#making.set(name, made);
    return made;
  }

  async #make(snapshot: SnapshotFile, sight: Sight, path: string): Promise<string> {
    makeFolder(this.folder, 0o700);
    this.#sweep(snapshot.snapshot_id);
    const building = `${path}.${process.pid}.building`;
    rmSync(building, { force: true });
    const instance = await this.open();
    try {
      const connection = await instance.connect();
      await connection.run(
        `attach ${literal(snapshot.path)} as snapshot (read_only);
         attach ':memory:' as sight;
         attach ${literal(building)} as copy`,
      );
      const relations = await relationsOf(connection, 'snapshot');
      await makeSightViews(connection, sight, { source: 'snapshot', catalog: 'sight', relations });
      // As one transaction: else each of some hundred tables waits for the disk.
      await connection.run('begin');
      await copyRelations(connection);
      await copyComments(connection);
      await connection.run('commit');
      await connection.run('checkpoint copy; detach copy');
      renameSync(building, path);
      return path;
    } finally {
      instance.closeSync();
      rmSync(building, { force: true });
      rmSync(`${building}.wal`, { force: true });
    }
  }

  /** Removes copies of older snapshots, what a killed process left half-made, and the least used beyond the most. */
  #sweep(snapshotId: string): void {
    const names = readdirSync(this.folder);
    const own = names.filter((name) => COPY.exec(name)?.[1] === snapshotId);
    const old = own
      .sort((one, other) => (this.#used.get(one) ?? 0) - (this.#used.get(other) ?? 0))
      .slice(0, Math.max(0, own.length - MOST + 1));
    for (const name of names) {
      const id = COPY.exec(name)?.[1];
      const isLeft = /\.(\d+)\.building/.exec(name)?.[1];
      const dead = isLeft !== undefined && !isAlive(Number(isLeft));
      if (dead || (id !== undefined && id < snapshotId) || old.includes(name)) {
        // One that a reader holds open lives on until it is closed.
        rmSync(join(this.folder, name), { force: true });
        this.#used.delete(name);
      }
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The views of a sight, their rows written down. */
async function copyRelations(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(
    `select schema_name, view_name from duckdb_views()
     where database_name = 'sight' and not internal order by 1, 2`,
  );
  const made = new Set<string>();
  for (const [schema, name] of reader
    .getRows()
    .map((row) => row.map((each) => identifier(String(each))))) {
    if (schema === undefined || name === undefined) continue;
    if (!made.has(schema)) await connection.run(`create schema if not exists copy.${schema}`);
    made.add(schema);
    await connection.run(
      `create table copy.${schema}.${name} as select * from sight.${schema}.${name}`,
    );
  }
}

/** What relations and columns mean, as the snapshot says it. */
async function copyComments(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(
    `select 'table', schema_name, table_name, null, comment from duckdb_tables()
     where database_name = 'snapshot' and comment is not null
     union all
     select 'table', schema_name, view_name, null, comment from duckdb_views()
     where database_name = 'snapshot' and not internal and comment is not null
     union all
     select 'column', schema_name, table_name, column_name, comment from duckdb_columns()
     where database_name = 'snapshot' and not internal and comment is not null`,
  );
  const there = new Set((await relationsOf(connection, 'copy')).keys());
  const statements = reader.getRows().flatMap(([kind, schema, table, column, comment]) => {
    if (!there.has(`${String(schema)}.${String(table)}`)) return [];
    const target = [
      'copy',
      String(schema),
      String(table),
      ...(column === null ? [] : [String(column)]),
    ];
    return `comment on ${String(kind)} ${target.map(identifier).join('.')} is ${literal(String(comment))}`;
  });
  await connection.run(statements.join(';\n'));
}
