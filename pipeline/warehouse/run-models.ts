import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { layers, type Model } from './model-file.ts';

/**
 * Runs models one after the other into the snapshot being built.
 * @param order each after all that it reads
 * @param around called with each model and the work of running it; lets the caller time and report it
 * @throws Failure `model_failed` at the line of the SQL where DuckDB stopped
 */
export async function runModels(
  connection: DuckDBConnection,
  order: readonly Model[],
  around: (model: Model, work: () => Promise<void>) => Promise<void>,
): Promise<void> {
  await connection.run(layers.map((layer) => `create schema if not exists ${layer};`).join('\n'));
  for (const model of order)
    await around(model, async () => {
      try {
        await connection.run(`create ${model.materialized} ${model.relation} as\n${model.sql}`);
      } catch (cause) {
        throw modelFailed(model, cause);
      }
    });
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
