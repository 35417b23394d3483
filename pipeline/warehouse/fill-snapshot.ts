import type { DuckDBConnection } from '@duckdb/node-api';
import type { Text } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import { writeComments } from './comments.ts';
import { runDataTests } from './data-test.ts';
import { checkDecisionMarts } from './decision-log.ts';
import { writeDictionary } from './dictionary.ts';
import { planModels } from './lineage.ts';
import { loadTable } from './load-table.ts';
import { ownSchemas } from './migrate.ts';
import type { Model } from './model-file.ts';
import { warehouseFile } from './open.ts';
import { dataRelation, modelRelations, ownRelations } from './relation.ts';
import { runModels } from './run-models.ts';
import { literal } from './sql-text.ts';
import type { StepClock } from './step-clock.ts';

/** What goes into a snapshot. */
export interface Filling {
  readonly dir: string;
  /** `YYYY-MM` */
  readonly month: string;
  readonly tables: readonly TableData[];
  readonly models: readonly Model[];
  readonly labels: ReadonlyMap<string, Text>;
  readonly clock: StepClock;
}

/** What came of it. */
export interface Filled {
  readonly policyVersion: string;
  /** Data tests run; all passed. */
  readonly tests: number;
}

/**
 * Fills an empty snapshot: the rows received, the policy, the models, their data tests, comments and the
 * dictionary.
 * @param connection to the snapshot being built
 * @throws Failure as `build` lists them
 */
export async function fillSnapshot(
  connection: DuckDBConnection,
  { dir, month, tables, models, labels, clock }: Filling,
): Promise<Filled> {
  await clock.time('copy', () => copyWarehouse(connection, dir));
  await clock.time('policy', async () => {
    for (const table of tables) await loadTable(connection, table);
  });
  const policyVersion = await policyInForce(connection, tables, month);
  const given = [...ownRelations, ...tables.map(dataRelation)];
  const names = new Set(given.map(({ schema, name }) => `${schema}.${name}`));
  const { order, arrows } = await planModels(connection, models, names);
  await runModels(connection, order, (model, work) => clock.time(model.relation, work));
  await checkDecisionMarts(connection);
  const tests = await clock.time('test', () => runDataTests(connection, order));
  await clock.time('comment', async () => {
    const relations = [...given, ...(await modelRelations(connection, order, labels))];
    const own = await writeDictionary(connection, { relations, arrows, tests });
    await writeComments(connection, [...relations, ...own]);
  });
  return { policyVersion, tests: tests.length };
}

/** Takes over every row that the pipeline keeps, so that the snapshot needs no other file. */
async function copyWarehouse(connection: DuckDBConnection, dir: string): Promise<void> {
  await connection.run(`attach ${literal(warehouseFile(dir))} as warehouse (read_only)`);
  for (const { schema, tables } of ownSchemas) {
    await connection.run(`create schema ${schema}`);
    for (const { name, columns } of tables) {
      // By name: a column that a contract gained stands last in the file, not in its place.
      const names = columns.map((column) => column.name).join(', ');
      await connection.run(
        `create table ${schema}.${name} as select ${names} from warehouse.${schema}.${name}`,
      );
    }
  }
  await connection.run('detach warehouse');
}

/** The version of the policy that the newest month is decided by; empty where no policy was given. */
async function policyInForce(
  connection: DuckDBConnection,
  tables: readonly TableData[],
  month: string,
): Promise<string> {
  if (!tables.some(({ schema, table }) => schema === 'policy' && table === 'version')) return '';
  const reader = await connection.runAndReadAll(
    `select policy_version from policy.version
     where applies_from <= ($1 || '-01')::date and applies_to > ($1 || '-01')::date`,
    [month],
  );
  return String(reader.getRows()[0]?.[0] ?? '');
}
