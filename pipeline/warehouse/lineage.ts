import type { DuckDBConnection } from '@duckdb/node-api';
import { text } from '../contracts/index.ts';
import { isModel, madeBy, type BuildStep, type Work } from './build-step.ts';
import type { Model } from './model-file.ts';
import { referencesOf } from './references.ts';
import { modelFailure } from './yaml-node.ts';

/** One arrow of the lineage: `to` reads `from`; both as `schema.relation`. */
export interface Arrow {
  readonly from: string;
  readonly to: string;
}

/** An order in which each comes after all that it reads, and the arrows between them. */
export interface Plan {
  /** Models and steps. */
  readonly work: readonly Work[];
  /** The models among them. */
  readonly order: readonly Model[];
  readonly arrows: readonly Arrow[];
}

/**
 * Derives the graph of the models from their SQL, and puts the steps into it by what they read and make.
 * @param given relations that are there before the first model: `intake.*`, `policy.*`, …
 * @throws Failure `model_invalid` for a relation that nobody makes, or for models that read in a circle
 */
export async function planModels(
  connection: DuckDBConnection,
  models: readonly Model[],
  given: ReadonlySet<string>,
  steps: readonly BuildStep[] = [],
): Promise<Plan> {
  const byName = new Map<string, Work>(
    [...models, ...steps].flatMap((work) => madeBy(work).map((name) => [name, work] as const)),
  );
  const reads = new Map<Work, readonly string[]>(steps.map((step) => [step, step.reads]));
  for (const model of models) {
    const references = await referencesOf(connection, model);
    const unknown = references.find((name) => !byName.has(name) && !given.has(name));
    if (unknown)
      throw modelFailure(
        model.file,
        lineOf(model, unknown),
        text(`没有名为 ${unknown} 的表`, `there is no relation ${unknown}`),
      );
    reads.set(model, references);
  }
  const work = sort([...models, ...steps], (one) =>
    (reads.get(one) ?? []).flatMap((name) => byName.get(name) ?? []),
  );
  const arrows = work.flatMap((one) =>
    (reads.get(one) ?? []).flatMap((from) => madeBy(one).map((to) => ({ from, to }))),
  );
  return { work, order: work.filter(isModel), arrows };
}

const lineOf = (model: Model, name: string): number =>
  model.sql.slice(0, Math.max(model.sql.indexOf(name), 0)).split('\n').length;

/** Depth first, in the order given, so that the same models always come out alike. */
function sort(all: readonly Work[], before: (work: Work) => readonly Work[]): Work[] {
  const done = new Set<Work>();
  const path: Work[] = [];
  const visit = (work: Work): void => {
    if (done.has(work)) return;
    if (path.includes(work)) {
      const names = [...path.slice(path.indexOf(work)), work].map((one) =>
        isModel(one) ? one.relation : one.name,
      );
      const circle = names.join(' → ');
      throw modelFailure(
        path.find(isModel)?.file ?? names[0] ?? '',
        undefined,
        text(`模型循环引用：${circle}`, `models read in a circle: ${circle}`),
      );
    }
    path.push(work);
    for (const earlier of before(work)) visit(earlier);
    path.pop();
    done.add(work);
  };
  for (const work of all) visit(work);
  return [...done];
}
