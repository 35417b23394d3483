import { contracts, type Text } from '../../contracts/index.ts';
import { namedQueries } from '../queries/index.ts';

const columns = contracts.flatMap((contract) => contract.columns);

/** What the things are called that lines of the log name: queries, datasets, lists of words, columns. */
export const auditNames: Readonly<
  Record<'query' | 'dataset' | 'list' | 'column', Readonly<Record<string, Text>>>
> = {
  query: Object.fromEntries([...namedQueries].map(([name, { title }]) => [name, title])),
  dataset: Object.fromEntries(contracts.map(({ dataset, label }) => [dataset, label])),
  list: Object.fromEntries(
    columns.flatMap(({ codes, label }) => (codes === undefined ? [] : [[codes, label]])),
  ),
  column: Object.fromEntries(columns.map(({ name, label }) => [name, label])),
};
