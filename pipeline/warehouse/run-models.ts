import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import type { TableData } from '../contracts/table-data.ts';
import { isModel, type BuildStep, type Work } from './build-step.ts';
import { loadTable } from './load-table.ts';
import { layers, type Model } from './model-file.ts';

/**
 * Runs models and steps one after the other into the snapshot being built.
 * @param order each after all that it reads
 * @param around called with the name of each and the work of running it; lets the caller time and report it
 * @returns the tables that steps made
 * @throws Failure `model_failed` at the line of the SQL where DuckDB stopped
 */
export async function runModels(
  connection: DuckDBConnection,
  order: readonly Work[],
  around: (name: string, work: () => Promise<void>) => Promise<void>,
): Promise<TableData[]> {
  await connection.run(layers.map((layer) => `create schema if not exists ${layer};`).join('\n'));
  const made: TableData[] = [];
  for (const work of order)
    if (isModel(work)) await around(work.relation, () => runModel(connection, work));
    else await around(work.name, async () => void made.push(...(await runStep(connection, work))));
  return made;
}

async function runModel(connection: DuckDBConnection, model: Model): Promise<void> {
  try {
    await connection.run(`create ${model.materialized} ${model.relation} as\n${model.sql}`);
  } catch (cause) {
    throw modelFailed(model, cause);
  }
}

/**
 * Runs a step and puts what it makes into the database.
 * @returns the tables made
 * @throws Error where the step makes other tables than it said
 */
export async function runStep(
  connection: DuckDBConnection,
  step: BuildStep,
): Promise<readonly TableData[]> {
  const tables = await step.run(connection);
  const names = tables.map(({ schema, table }) => `${schema}.${table}`);
  if ([...names].sort().join() !== [...step.makes].sort().join())
    throw new Error(`step ${step.name} made ${names.join(', ')}, not ${step.makes.join(', ')}`);
  for (const table of tables) await loadTable(connection, table);
  return tables;
}

function modelFailed(model: Model, cause: unknown): Failure {
  const message = cause instanceof Error ? cause.message : String(cause);
  const reason = message.split('\n')[0] ?? message;
  // DuckDB counts lines from our `create … as`, which stands alone on the first.
  const line = /^LINE (\d+):/m.exec(message)?.[1];
  return new Failure(
    'model_failed',
    text(`模型 ${model.relation} 运行失败：${reason}`, `Model ${model.relation} failed: ${reason}`),
    {
      where: { file: model.file, ...(line ? { row: Number(line) - 1 } : {}) },
      cause,
      hint: text('请改正该模型后重新 build', 'Mend the model, then build again'),
    },
  );
}
