import { expect, test } from 'vitest';
import { contracts } from '../../pipeline/contracts/index.ts';
import { readModels } from '../../pipeline/warehouse/index.ts';

const models = new Map(readModels().map(({ relation, sql }) => [relation, sql]));

// A dataset that its model of versions leaves out has an empty staging model, and no data test that says so.
test.each(contracts)('the versions of $dataset are told', ({ dataset, supersedes }) => {
  const versions = models.get(`staging.${supersedes === 'return' ? 'return' : 'row'}_version`);
  expect(versions).toContain(`'${dataset}'`);
  expect(versions).toMatch(new RegExp(`from intake\\.${dataset}\\b`));
});
