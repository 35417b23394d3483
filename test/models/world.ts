import type { DuckDBConnection, Json } from '@duckdb/node-api';
import { onTestFinished } from 'vitest';
import type { CellValue, TableData } from '../../pipeline/contracts/table-data.ts';
import { historyStep, loadPolicies } from '../../pipeline/decision/index.ts';
import { buildTable } from '../../pipeline/warehouse/build-table.ts';
import { isModel, madeBy, type Work } from '../../pipeline/warehouse/build-step.ts';
import { runDataTests } from '../../pipeline/warehouse/data-test.ts';
import { openEngine, readPolicyFiles } from '../../pipeline/warehouse/index.ts';
import { planModels, type Plan } from '../../pipeline/warehouse/lineage.ts';
import { loadTable } from '../../pipeline/warehouse/load-table.ts';
import { migrate } from '../../pipeline/warehouse/migrate.ts';
import { layers, readModels, type Model } from '../../pipeline/warehouse/model-file.ts';
import { dataRelation, ownRelations } from '../../pipeline/warehouse/relation.ts';
import { noCampaigns } from '../campaigns/given-campaigns.ts';
import { runModels } from '../../pipeline/warehouse/run-models.ts';

export type Row = Readonly<Record<string, CellValue>>;

/** One row that was taken in. Rows of one `file` came together, at the same time. */
export interface Received {
  readonly dataset: string;
  readonly receivedAt: string;
  readonly file: string;
  /** The file that this one corrects. */
  readonly replaces?: string;
  /** From when the row could be read, where it was held back before. */
  readonly readableFrom?: string;
  /** Whether it was held back because its file was refused as a whole. */
  readonly refused?: boolean;
  /** Whether it is held back still: the ledger has its file alone. */
  readonly held?: boolean;
  readonly row: Row;
}

export interface WorldOptions {
  /** Newest month, `YYYY-MM`. */
  readonly asOf?: string;
  /** Tables of schema `policy`; default the repository's own. */
  readonly policy?: readonly TableData[];
  /** Tables of schema `campaign`; default of none that runs. */
  readonly campaigns?: readonly TableData[];
  /** Rows put into `decision_log.decision`. */
  readonly published?: readonly Row[];
  /** Rows put into `decision_log.decision_reason`. */
  readonly reasons?: readonly Row[];
  /** The program that decides. */
  readonly program?: string;
  /** Stop at this relation: run only what it reads, and itself. */
  readonly only?: string;
  /** Relations given ready-made, in place of the models of that name and of all that only they read. */
  readonly given?: Readonly<Record<string, readonly Row[]>>;
  /** Models to run over what is given, in order; default those from points to decisions. */
  readonly chain?: readonly string[];
}

export const repositoryPolicy: readonly TableData[] = loadPolicies(readPolicyFiles());

/** What the models make of rows received, in a real DuckDB in memory. */
export class World {
  private constructor(
    readonly connection: DuckDBConnection,
    private readonly models: readonly Model[],
  ) {}

  /** Runs every model over the rows; the database is gone when the test is over. */
  static async of(rows: readonly Received[], options: WorldOptions = {}): Promise<World> {
    const {
      asOf = '2025-12',
      policy = repositoryPolicy,
      campaigns = noCampaigns,
      published = [],
      reasons = [],
      given = {},
      only,
      chain = fromPointsToDecisions,
      program = 'test',
    } = options;
    const instance = await openEngine(':memory:', { threads: 1 });
    onTestFinished(() => instance.closeSync());
    const connection = await instance.connect();
    await migrate(connection);
    await takeIn(connection, rows);
    await insert(connection, 'decision_log.decision', published);
    await insert(connection, 'decision_log.decision_reason', reasons);
    // Some days after the newest month, as a bureau would.
    const now = new Date(Date.parse(`${asOf}-01T12:00:00+08:00`) + 35 * 86_400_000);
    const tables = [...policy, ...campaigns, buildTable('test-snapshot', asOf, now, program)];
    for (const table of tables) await loadTable(connection, table);
    const work =
      Object.keys(given).length > 0 ? chainOver(given, chain) : await workFor(connection, only);
    for (const layer of layers) await connection.run(`create schema ${layer}`);
    for (const [relation, list] of Object.entries(given)) await make(connection, relation, list);
    await runModels(connection, work, (_, run) => run());
    const models = work.filter(isModel);
    return new World(connection, models);
  }

  async ask(sql: string): Promise<Record<string, Json>[]> {
    return (await this.connection.runAndReadAll(sql)).getRowObjectsJson();
  }

  /** One number by `unit_code month`. */
  async numbers(relation: string, column: string): Promise<Map<string, number>> {
    const rows = await this.ask(
      `select unit_code || ' ' || left(month::varchar, 7) as key, ${column} as value from ${relation}`,
    );
    return new Map(rows.map(({ key, value }) => [String(key), Number(value)]));
  }

  /** Runs the models' data tests. Throws the Failure that names those that fail. */
  async test(): Promise<number> {
    return (await runDataTests(this.connection, this.models)).length;
  }
}

let planned: Plan | undefined;

/** What a relation needs, in order; all where none is named. The plan is made once. */
async function workFor(connection: DuckDBConnection, only?: string): Promise<readonly Work[]> {
  if (!planned) {
    const tables = [...repositoryPolicy, ...noCampaigns, buildTable('', '2025-01', new Date(), '')];
    const names = [...ownRelations, ...tables.map(dataRelation)].map(
      ({ schema, name }) => `${schema}.${name}`,
    );
    planned = await planModels(connection, readModels(), new Set(names), [historyStep]);
  }
  const { work, arrows } = planned;
  if (only === undefined) return work;
  const needed = new Set([only]);
  for (const name of needed) for (const { from, to } of arrows) if (to === name) needed.add(from);
  return work.filter((one) => madeBy(one).some((name) => needed.has(name)));
}

/** For worlds whose indicators are given. */
const fromPointsToDecisions = [
  'rate',
  'point',
  'indicator_point',
  'standing',
  'event',
  'decision',
  'decision_reason',
].map((name) => `scores.${name}`);

/** The models of a chain, but those that are given ready-made. */
function chainOver(
  given: Readonly<Record<string, unknown>>,
  chain: readonly string[],
): readonly Model[] {
  const models = readModels();
  return chain
    .map((name) => models.find(({ relation }) => relation === name))
    .filter((model) => model !== undefined)
    .filter(({ relation }) => !(relation in given));
}

async function takeIn(connection: DuckDBConnection, rows: readonly Received[]): Promise<void> {
  const files = new Map(rows.map((received) => [received.file, received]));
  await insert(
    connection,
    'intake.file',
    [...files].map(([name, { receivedAt, replaces = null, readableFrom = null, refused }]) => ({
      file_id: name,
      file_name: name,
      status: 'loaded',
      received_at: receivedAt,
      loaded_at: receivedAt,
      readable_from: refused ? readableFrom : null,
      replaces,
    })),
  );
  const counters = new Map<string, number>();
  const byDataset = new Map<string, Row[]>();
  for (const { dataset, file, receivedAt, readableFrom = null, held, row } of rows) {
    const place = `${file}/${dataset}`;
    const number = (counters.get(place) ?? 1) + 1;
    counters.set(place, number);
    if (held) continue;
    const source = {
      file_id: file,
      sheet: dataset,
      row_number: number,
      received_at: receivedAt,
      readable_from: readableFrom,
    };
    const list = byDataset.get(dataset) ?? [];
    byDataset.set(dataset, [...list, { ...source, ...row }]);
  }
  for (const [dataset, list] of byDataset) await insert(connection, `intake.${dataset}`, list);
}

const cell = (value: CellValue | undefined): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value ?? null);

async function insert(
  connection: DuckDBConnection,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const values = rows.map((row) => `(${names.map((name) => cell(row[name])).join(', ')})`);
  await connection.run(`insert into ${table} (${names.join(', ')}) values ${values.join(', ')}`);
}

/** A table of the rows as they are; the name of a column tells a date or a time from text. */
async function make(
  connection: DuckDBConnection,
  relation: string,
  rows: readonly Row[],
): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const typeOf = (name: string): string => {
    if (/(^month|_date)$/.test(name)) return 'date';
    if (name.endsWith('_at')) return 'timestamp';
    const sample = typeof rows[0]?.[name];
    return sample === 'number' ? 'double' : sample === 'boolean' ? 'boolean' : 'varchar';
  };
  const columns = names.map((name) => `${name} ${typeOf(name)}`);
  await connection.run(`create table ${relation} (${columns.join(', ')})`);
  await insert(connection, relation, rows);
}
