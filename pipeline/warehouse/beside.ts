import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import { isModel, madeBy, type BuildStep, type Work } from './build-step.ts';
import { openEngine, type EngineLimits } from './engine.ts';
import { planModels, type Plan } from './lineage.ts';
import { loadTable } from './load-table.ts';
import { layers, modelsFolder, readModels } from './model-file.ts';
import { runStep } from './run-models.ts';
import { identifier, literal } from './sql-text.ts';
import type { SnapshotRef } from './snapshot.ts';

/** What is other than in the snapshot, and what is asked for. Relations as `schema.name`. */
export interface Rerun {
  /** Tables in place of the snapshot's of the same name. */
  readonly tables?: readonly TableData[];
  /** Queries in place of relations, each a `select` that reads the snapshot as catalog `snapshot`. */
  readonly views?: Readonly<Record<string, string>>;
  /** Those among them that models are run again for; default all. */
  readonly changed?: readonly string[];
  /** Models wanted; what they need and is touched by a change is run again, all else is read. */
  readonly targets: readonly string[];
}

/** How long one set of models may run, in milliseconds. */
const TIME_LIMIT = 60_000;

const MEGABYTE = 1024 * 1024;
const LIMITS: EngineLimits = { memoryBytes: 1024 * MEGABYTE, threads: 2 };

/** How models are run beside a snapshot. */
export interface BesideOptions {
  /** The folder `models/`; default the repository's own. */
  readonly models?: string;
  /**
   * Steps of the build that are run again where a change touches what they read; what other steps made is read.
   * Default none.
   */
  readonly steps?: readonly BuildStep[];
}

/**
 * Runs models again beside a published snapshot, in memory: the same SQL over other rules or other rows.
 * The snapshot is attached read-only as catalog `snapshot`, and each run makes a catalog of its own, so that
 * runs can be compared by a query. Nothing else can be read, and nothing is written to disk.
 */
export class Beside {
  private constructor(
    readonly connection: DuckDBConnection,
    private readonly instance: DuckDBInstance,
    private readonly plan: Plan,
  ) {}

  /** @throws Failure `snapshot_unreadable` */
  static async open(
    ref: SnapshotRef,
    { models = modelsFolder, steps = [] }: BesideOptions = {},
  ): Promise<Beside> {
    const instance = await openEngine(':memory:', LIMITS);
    try {
      const connection = await instance.connect();
      await attach(connection, ref);
      await connection.run('set enable_external_access = false');
      return new Beside(connection, instance, await planOf(connection, models, steps));
    } catch (error) {
      instance.closeSync();
      throw error;
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }

  /**
   * Makes a catalog in which the targets are as they would be under the changes.
   * @param catalog its name; queries find the targets there
   * @param signal stops the run, which then throws the signal's reason
   * @returns the models and steps that were run, in order
   * @throws Failure `models_stopped` where it took too long
   */
  async run(catalog: string, rerun: Rerun, signal?: AbortSignal): Promise<readonly string[]> {
    const { connection } = this;
    const { tables = [], views = {} } = rerun;
    await connection.run(`attach ':memory:' as ${identifier(catalog)}; use ${identifier(catalog)}`);
    await connection.run(layers.map((layer) => `create schema if not exists ${layer}`).join(';'));
    for (const table of tables) await loadTable(connection, table);
    for (const [relation, sql] of Object.entries(views)) await makeView(connection, relation, sql);
    const given = new Set([
      ...tables.map(({ schema, table }) => `${schema}.${table}`),
      ...Object.keys(views),
    ]);
    const order = this.#touched(given, new Set(rerun.changed ?? given), rerun.targets);
    const running = new Set(order.flatMap(madeBy));
    const read = new Set(
      this.plan.arrows
        .filter(({ from, to }) => running.has(to) && !running.has(from) && !given.has(from))
        .map(({ from }) => from),
    );
    for (const relation of read)
      await makeView(connection, relation, `select * from snapshot.${relation}`);
    const stop = () => connection.interrupt();
    const timer = setTimeout(stop, TIME_LIMIT);
    signal?.addEventListener('abort', stop, { once: true });
    try {
      for (const work of order) {
        signal?.throwIfAborted();
        if (isModel(work))
          await connection.run(`create ${work.materialized} ${work.relation} as\n${work.sql}`);
        else await runStep(connection, work);
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw isInterrupt(error) ? modelsStopped() : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
    return order.map(nameOf);
  }

  /** The models and steps that a change of these touches, among what the targets need. */
  touches(changed: readonly string[], targets: readonly string[]): readonly string[] {
    const given = new Set(changed);
    return this.#touched(given, given, targets).map(nameOf);
  }

  /** What the targets need and what reads something changed, directly or not, in order. */
  #touched(
    given: ReadonlySet<string>,
    changes: ReadonlySet<string>,
    targets: readonly string[],
  ): readonly Work[] {
    const needed = new Set(targets);
    for (const work of this.plan.work.toReversed())
      for (const made of madeBy(work))
        if (needed.has(made) && !given.has(made))
          for (const { from, to } of this.plan.arrows) if (to === made) needed.add(from);
    const changed = new Set(changes);
    return this.plan.work.filter((work) => {
      const made = madeBy(work).filter((relation) => !given.has(relation));
      if (!made.some((relation) => needed.has(relation))) return false;
      if (!this.plan.arrows.some(({ from, to }) => made.includes(to) && changed.has(from)))
        return false;
      made.forEach((relation) => changed.add(relation));
      return true;
    });
  }
}

const nameOf = (work: Work): string => (isModel(work) ? work.relation : work.name);

const plans = new Map<string, Promise<Plan>>();

/** The plan of the models; without steps made once, as the files do not change while a program runs. */
async function planOf(
  connection: DuckDBConnection,
  folder: string,
  steps: readonly BuildStep[],
): Promise<Plan> {
  const known = steps.length === 0 ? plans.get(folder) : undefined;
  if (known) return known;
  const reader = await connection.runAndReadAll(
    `select schema_name || '.' || table_name from duckdb_tables() where database_name = 'snapshot'
     union all
     select schema_name || '.' || view_name from duckdb_views() where database_name = 'snapshot'`,
  );
  const there = new Set(reader.getRows().map(([name]) => String(name)));
  const plan = planModels(connection, readModels(folder), there, steps);
  if (steps.length > 0) return plan;
  plans.set(folder, plan);
  plan.catch(() => plans.delete(folder));
  return plan;
}

async function attach(connection: DuckDBConnection, ref: SnapshotRef): Promise<void> {
  try {
    await connection.run(`attach ${literal(ref.path)} as snapshot (read_only)`);
  } catch (cause) {
    throw new Failure(
      'snapshot_unreadable',
      text('快照文件无法打开', 'The snapshot cannot be opened'),
      { where: { file: ref.path }, cause, hint: text('请重新运行 build', 'Run build again') },
    );
  }
}

async function makeView(
  connection: DuckDBConnection,
  relation: string,
  sql: string,
): Promise<void> {
  const [schema = ''] = relation.split('.');
  await connection.run(
    `create schema if not exists ${identifier(schema)}; create view ${relation} as ${sql}`,
  );
}

const isInterrupt = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('INTERRUPT');

/** Says that running models again took too long. */
export const modelsStopped = (): Failure =>
  new Failure(
    'models_stopped',
    text('重算用时过长，已停止', 'Working it out took too long and was stopped'),
    { hint: text('少改几项再试', 'Change less and try again') },
  );
