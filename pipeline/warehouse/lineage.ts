import type { DuckDBConnection } from '@duckdb/node-api';
import { text } from '../contracts/index.ts';
import { computedName, type Computation } from './computed.ts';
import type { Model } from './model-file.ts';
import { referencesOf } from './references.ts';
import { modelFailure } from './yaml-node.ts';

/** One arrow of the lineage: `to` reads `from`; both as `schema.relation`. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** The models in an order in which each comes after all that it reads, and the arrows between them. */
export interface Plan {
  readonly order: readonly Model[];
  readonly arrows: readonly Arrow[];
}

/**
 * Derives the graph of the models from their SQL.
 * @param given relations that are there before the first model: `intake.*`, `policy.*`, …
 * @param computations whose tables models may read; a model that does comes after all that they read
 * @throws Failure `model_invalid` for a relation that nobody makes, or for models that read in a circle
 */
export async function planModels(
  connection: DuckDBConnection,
  models: readonly Model[],
  given: ReadonlySet<string>,
  computations: readonly Computation[] = [],
): Promise<Plan> {
  const computed = new Map(
    computations.flatMap(({ tables, reads: read }) =>
      tables.map((table): [string, readonly string[]] => [computedName(table), read]),
    ),
  );
  const byName = new Map(models.map((model) => [model.relation, model]));
  const reads = new Map<Model, string[]>();
  for (const model of models) {
    const references = await referencesOf(connection, model);
    const unknown = references.find(
      (name) => !byName.has(name) && !given.has(name) && !computed.has(name),
    );
    if (unknown)
      throw modelFailure(
        model.file,
        lineOf(model, unknown),
        text(`没有名为 ${unknown} 的表`, `there is no relation ${unknown}`),
      );
    reads.set(model, references);
  }
  const order = sort(models, (model) =>
    (reads.get(model) ?? []).flatMap((name) =>
      (computed.get(name) ?? [name]).flatMap((read) => byName.get(read) ?? []),
    ),
  );
  const arrows = order.flatMap((model) =>
    (reads.get(model) ?? []).map((from) => ({ from, to: model.relation })),
  );
  const ofComputations = [...computed].flatMap(([to, read]) => read.map((from) => ({ from, to })));
  return { order, arrows: [...arrows, ...ofComputations] };
}

const lineOf = (model: Model, name: string): number =>
  model.sql.slice(0, Math.max(model.sql.indexOf(name), 0)).split('\n').length;

/** Depth first, in the order given, so that the same models always come out alike. */
function sort(models: readonly Model[], before: (model: Model) => readonly Model[]): Model[] {
  const done = new Set<Model>();
  const path: Model[] = [];
  const visit = (model: Model): void => {
    if (done.has(model)) return;
    if (path.includes(model)) {
      const circle = [...path.slice(path.indexOf(model)), model]
        .map(({ relation }) => relation)
        .join(' → ');
      throw modelFailure(
        model.file,
        undefined,
        text(`模型循环引用：${circle}`, `models read in a circle: ${circle}`),
      );
    }
    path.push(model);
    for (const earlier of before(model)) visit(earlier);
    path.pop();
    done.add(model);
  };
  for (const model of models) visit(model);
  return [...done];
}
