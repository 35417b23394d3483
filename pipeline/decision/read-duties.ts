import { contractOf } from '../contracts/index.ts';
import type { PolicyNode } from './policy-node.ts';
import type { Policy } from './policy.ts';
import { readKinds } from './read-lists.ts';

/** Reads which kinds of unit owe how many drills. */
export function readDrillRequirements(list: PolicyNode): Policy['drillRequirements'] {
  const seen = new Set<string>();
  return list.items().flatMap((node) => {
    const keys = node.mapping(['kinds', 'every_months', 'minimum_year', 'extra_year']);
    const requirement = {
      everyMonths: keys.every_months.integer({ min: 1, max: 12 }),
      minimumYear: keys.minimum_year.integer({ max: 366 }),
      extraYear: keys.extra_year.integer({ max: 366 }),
    };
    return readKinds(keys.kinds, seen).map((kind) => ({ kind, ...requirement }));
  });
}

/** Reads who owes which return by what day of the month. */
export function readReturns(list: PolicyNode): Policy['returns'] {
  const datasets = new Set<string>();
  return list.items().map((node) => {
    const keys = node.mapping(['dataset', 'due_day', 'reported_by', 'kinds']);
    const dataset = keys.dataset.string();
    if (contractOf(dataset)?.period == null)
      keys.dataset.fail(
        `“${dataset}”不是按月报送的数据集`,
        `"${dataset}" is no dataset with a month`,
      );
    if (datasets.has(dataset)) keys.dataset.fail('重复', 'is named twice');
    datasets.add(dataset);
    return {
      dataset,
      dueDay: keys.due_day.integer({ min: 1, max: 28 }),
      reportedBy: keys.reported_by.oneOf(['unit', 'parent', 'both']),
      kinds: readKinds(keys.kinds, new Set()),
    };
  });
}
