import type { SqlColumn, SqlSchema, SqlTable } from '../../../data/sql/api.ts';

/** A schema with those of its tables that were looked for. */
export interface FoundSchema {
  readonly name: string;
  readonly tables: readonly {
    readonly table: SqlTable;
    /** The columns that were looked for; undefined where it was the table, so that all count. */
    readonly columns: readonly SqlColumn[] | undefined;
  }[];
}

/** What analysts read first comes first. */
const ORDER = ['marts', 'facts', 'dictionary', 'policy', 'intake', 'features', 'scores'];

export const schemaRank = (name: string): number => {
  const rank = ORDER.indexOf(name);
  return rank < 0 ? ORDER.length : rank;
};

/** Tables and columns whose names or labels hold every word of a search, in either language. */
export function findTables(schemas: SqlSchema['schemas'], search: string): FoundSchema[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (...texts: string[]): boolean => {
    const text = texts.join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return schemas
    .map(({ name, tables }) => ({
      name,
      tables: tables.flatMap((table): FoundSchema['tables'] => {
        if (holds(`${name}.${table.name}`, table.zh, table.en)) {
          return [{ table, columns: undefined }];
        }
        const columns = table.columns.filter((column) => holds(column.name, column.zh, column.en));
        return columns.length > 0 ? [{ table, columns }] : [];
      }),
    }))
    .filter(({ tables }) => tables.length > 0);
}
