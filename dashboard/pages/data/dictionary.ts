import type { LineageEdge } from '../../charts/lineage-graph.ts';
import { resource, type Resource } from '../../data/resource.svelte.ts';
import { rows } from '../../data/rows.ts';
import { query } from '../../data/session.svelte.ts';
import type { FieldRow, LineageRow, RelationRow, TestRow } from './rows.ts';

/** What the snapshot says of itself. */
export interface Dictionary {
  /** In the way data takes, then by name. */
  readonly relations: readonly RelationRow[];
  readonly fields: readonly FieldRow[];
  readonly tests: readonly TestRow[];
  /** Between `schema.relation`s. */
  readonly edges: readonly LineageEdge[];
}

const ORDER = ['intake', 'policy', 'staging', 'facts', 'features', 'scores', 'signals', 'marts'];

const rank = (schema: string): number => {
  const index = ORDER.indexOf(schema);
  return index === -1 ? ORDER.length : index;
};

/** Loads the dictionary. Call it while a component is being set up. */
export const dictionaryResource = (): Resource<Dictionary> =>
  resource(async () => {
    const [relations, fields, tests, lineage] = await Promise.all([
      query('relation'),
      query('field'),
      query('test'),
      query('lineage'),
    ]);
    return {
      relations: rows<RelationRow>(relations).sort(
        (first, second) =>
          rank(first.schema_name) - rank(second.schema_name) ||
          (first.relation_name < second.relation_name ? -1 : 1),
      ),
      fields: rows<FieldRow>(fields),
      tests: rows<TestRow>(tests),
      edges: rows<LineageRow>(lineage).map((row) => ({
        from: `${row.from_schema}.${row.from_relation}`,
        to: `${row.to_schema}.${row.to_relation}`,
      })),
    };
  });
