import type { DuckDBConnection } from '@duckdb/node-api';
import type { Text } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import type { BuildStep } from './build-step.ts';
import { writeComments } from './comments.ts';
import { runDataTests } from './data-test.ts';
import { checkDecisionMarts } from './decision-log.ts';
import { writeDictionary } from './dictionary.ts';
import { planModels } from './lineage.ts';
import { loadTable } from './load-table.ts';
import type { Model } from './model-file.ts';
import { dataRelation, modelRelations, ownRelations } from './relation.ts';
import { runModels } from './run-models.ts';
import type { StepClock } from './step-clock.ts';

/** What goes into a snapshot beside the rows received. */
export interface Filling {
  /** `YYYY-MM` */
  readonly month: string;
  readonly tables: readonly TableData[];
  readonly models: readonly Model[];
  readonly steps: readonly BuildStep[];
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
 * Makes a snapshot of a copy of the warehouse: adds the policy, the models, their data tests, comments and
 * the dictionary.
 * @param connection to the copy
 * @throws Failure as `build` lists them
 */
export async function fillSnapshot(
  connection: DuckDBConnection,
  { month, tables, models, steps, labels, clock }: Filling,
): Promise<Filled> {
  await clock.time('policy', async () => {
    for (const table of tables) await loadTable(connection, table);
  });
  const policyVersion = await policyInForce(connection, tables, month);
  const given = [...ownRelations, ...tables.map(dataRelation)];
  const names = new Set(given.map(({ schema, name }) => `${schema}.${name}`));
  const { work, order, arrows } = await planModels(connection, models, names, steps);
  const made = await runModels(connection, work, (name, run) => clock.time(name, run));
  await checkDecisionMarts(connection);
  const tests = await clock.time('test', () => runDataTests(connection, order));
  await clock.time('comment', async () => {
    const relations = [
      ...given,
      ...made.map(dataRelation),
      ...(await modelRelations(connection, order, labels)),
    ];
    const own = await writeDictionary(connection, { relations, arrows, tests });
    await writeComments(connection, [...relations, ...own]);
  });
  return { policyVersion, tests: tests.length };
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
