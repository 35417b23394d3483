import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { compute, computedName, type Computation } from './computed.ts';
import type { Plan } from './lineage.ts';
import { layers, type Model } from './model-file.ts';

/**
 * Runs models one after the other into the snapshot being built.
 * @param plan the models, each after all that it reads
 * @param computations each run before the first model that reads one of its tables
 * @param around called with the name of each model or computation and the work of running it; lets the caller
 *   time and report it
 * @throws Failure `model_failed` at the line of the SQL where DuckDB stopped
 */
export async function runModels(
  connection: DuckDBConnection,
  { order, arrows }: Plan,
  computations: readonly Computation[],
  around: (step: string, work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  await connection.run(layers.map((layer) => `create schema if not exists ${layer};`).join('\n'));
  const waiting = new Set(computations);
  for (const model of order) {
    const read = new Set(arrows.filter(({ to }) => to === model.relation).map(({ from }) => from));
    for (const computation of waiting)
      if (computation.tables.some((table) => read.has(computedName(table)))) {
        waiting.delete(computation);
        await around(computation.name, () => compute(connection, computation));
      }
    await around(model.relation, async () => {
      try {
        await connection.run(`create ${model.materialized} ${model.relation} as\n${model.sql}`);
      } catch (cause) {
        throw modelFailed(model, cause);
      }
    });
  }
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
