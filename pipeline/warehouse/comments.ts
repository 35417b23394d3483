import type { DuckDBConnection } from '@duckdb/node-api';
import type { Text } from '../contracts/index.ts';
import type { Relation } from './relation.ts';
import { identifier, literal } from './sql-text.ts';

const comment = ({ zh, en }: Text): string => literal(`${zh} · ${en}`);

/** Writes "中文 · English" on every relation and column. */
export async function writeComments(
  connection: DuckDBConnection,
  relations: readonly Relation[],
): Promise<void> {
  const statements = relations.flatMap(({ schema, name, kind, grain, fields }) => {
    const target = `${identifier(schema)}.${identifier(name)}`;
    return [
      `comment on ${kind} ${target} is ${comment(grain)}`,
      ...fields.map(
        (field) =>
          `comment on column ${target}.${identifier(field.name)} is ${comment(field.label)}`,
      ),
    ];
  });
  await connection.run(['begin', ...statements, 'commit'].join(';\n'));
}
