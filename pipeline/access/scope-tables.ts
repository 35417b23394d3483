import type { DuckDBConnection } from '@duckdb/node-api';
import type { Scope } from './scope.ts';
import { identifier, literal } from './sql-words.ts';

/** Units that a scope names, at the time of the snapshot. */
function namedUnits(scope: Scope, source: string): string {
  if (scope.kind === 'district') return `select unit_code from ${source}.facts.unit`;
  if (scope.kind === 'areas')
    return `select unit_code from ${source}.facts.unit where area in (${scope.areas.map(literal).join(', ')})`;
  const own = `select unit_code from ${source}.facts.unit where unit_code = ${literal(scope.unitCode)}`;
  if (scope.kind === 'unit') return own;
  return `${own}
    union
    select u.unit_code from ${source}.facts.unit u join named n on u.parent_code = n.unit_code`;
}

/**
 * Makes `main.scope_unit` and `main.scope_file` in a catalog: units of the scope, closed units that they
 * took over (what those left open is theirs now), and files that hold nothing of any other unit.
 * @param source catalog of the snapshot
 * @param catalog to make them in
 * @param relations of the snapshot, `schema.name`, each with its columns' names
 */
export async function makeScopeTables(
  connection: DuckDBConnection,
  scope: Scope,
  source: string,
  catalog: string,
  relations: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const followed = relations.has('facts.succession')
    ? `union
       select s.unit_code
       from ${source}.facts.succession s
       join owned o on o.unit_code = s.successor_code
       join ${source}.facts.unit u on u.unit_code = s.unit_code and u.unit_status = 'closed'
       where s.valid_to is null`
    : '';
  await connection.run(
    `create table ${catalog}.main.scope_unit as
     with recursive named as (${namedUnits(scope, source)}),
     owned as (select unit_code from named ${followed})
     select distinct unit_code from owned`,
  );
  const told = [...relations].flatMap(([relation, columns]) => {
    if (!relation.startsWith('intake.') || !columns.includes('file_id')) return [];
    if (!columns.includes('received_at') || relation === 'intake.file') return [];
    const unit = columns.includes('unit_code') ? 'unit_code' : 'null';
    const named = /\.(quarantine|warning)$/.test(relation) ? 'where unit_code is not null' : '';
    const [schema = '', name = ''] = relation.split('.');
    return `select distinct file_id, ${unit} as unit_code from ${source}.${identifier(schema)}.${identifier(name)} ${named}`;
  });
  await connection.run(
    `create table ${catalog}.main.scope_file as
     with told as (${told.length === 0 ? 'select null as file_id, null as unit_code limit 0' : told.join(' union all ')}),
     own as (select unit_code from ${catalog}.main.scope_unit),
     sender as (
       select unit_code as sender from own
       union
       select unit_name from ${source}.facts.unit where unit_code in (select unit_code from own)
     )
     select f.file_id
     from ${source}.intake.file f
     left join told t on t.file_id = f.file_id
     group by f.file_id
     having bool_and(
       case when t.file_id is null then coalesce(f.sender in (select sender from sender), false)
         else coalesce(t.unit_code in (select unit_code from own), false) end
     )`,
  );
}
