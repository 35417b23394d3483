import type { DuckDBConnection } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { decisionTables } from './decision-tables.ts';
import { literal } from './sql-text.ts';

/**
 * Makes sure, before anything is published, that the marts hold what the log will keep.
 * @throws Failure `decision_columns_missing`
 */
export async function checkDecisionMarts(connection: DuckDBConnection): Promise<void> {
  const reader = await connection.runAndReadAll(
    `select table_name || '.' || column_name from duckdb_columns()
     where database_name = current_database() and schema_name = 'marts'`,
  );
  const present = new Set(reader.getRows().map(([name]) => String(name)));
  const tables = decisionTables.filter(({ columns, name }) =>
    columns.some((column) => present.has(`${name}.${column.name}`)),
  );
  if (tables.length === 0) return;
  const missing = decisionTables
    .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
    .filter((name) => !present.has(name));
  if (missing.length > 0)
    throw new Failure(
      'decision_columns_missing',
      text(`marts 缺少列：${missing.join(', ')}`, `marts lack columns: ${missing.join(', ')}`),
      { where: { file: 'models/marts' } },
    );
}

/**
 * Adds to the log what a published snapshot decided and the log does not hold yet: months that had ended
 * when they were published, so that a month still running stays open to the returns to come. One transaction;
 * doing it twice changes nothing.
 * @param connection to the writable warehouse file
 * @param snapshotPath file of the published snapshot
 */
export async function appendDecisions(
  connection: DuckDBConnection,
  snapshotPath: string,
): Promise<void> {
  await connection.run(`attach ${literal(snapshotPath)} as published (read_only)`);
  try {
    const marts = await connection.runAndReadAll(
      `select table_name || '.' || column_name from duckdb_columns()
       where database_name = 'published' and schema_name = 'marts'`,
    );
    const present = new Set(marts.getRows().map(([name]) => String(name)));
    if (!present.has('decision.unit_code') || !present.has('decision_reason.unit_code')) return;
    await connection.run(
      `begin;
       create or replace temp table fresh as
         select d.unit_code, d.month from published.marts.decision d
         where d.month + interval 1 month <= d.published_at
           and not exists (
             select 1 from decision_log.decision l
             where l.unit_code = d.unit_code and l.month = d.month);
       ${decisionTables.map((table) => appendSql(table, present)).join(';\n')};
       drop table fresh;
       ${await appendFits(connection)}
       commit;`,
    );
  } catch (error) {
    await connection.run('rollback').catch(() => undefined);
    throw error;
  } finally {
    await connection.run('detach published');
  }
}

/**
 * Keeps the fits of the history model, where the snapshot has them, that the log does not hold yet. A prior is no
 * fit: it gives way once trusted records of the past are taken in.
 */
async function appendFits(connection: DuckDBConnection): Promise<string> {
  const reader = await connection.runAndReadAll(
    `select bool_or(schema_name = 'history'), bool_or(column_name = 'program')
     from duckdb_columns() where database_name = 'published'
     and (schema_name || '.' || table_name) in ('history.parameter', 'policy.build')`,
  );
  const [hasFits, hasProgram] = reader.getRows()[0] ?? [];
  if (hasFits !== true) return '';
  return `insert into decision_log.history_fit
      (fitted_from, fit, snapshot_id, published_at, program)
    select p.fitted_from, p.fit, b.snapshot_id, b.published_at,
      ${hasProgram === true ? 'b.program' : 'null'}
    from published.history.parameter p cross join published.policy.build b
    where p.status = 'fitted'
      and not exists (
      select 1 from decision_log.history_fit l where l.fitted_from = p.fitted_from);`;
}

/** A snapshot published before the log kept a table or a column has none of it to give. */
function appendSql(
  { name, columns }: (typeof decisionTables)[number],
  present: ReadonlySet<string>,
): string {
  const names = columns
    .map((column) => column.name)
    .filter((column) => present.has(`${name}.${column}`))
    .join(', ');
  if (names === '') return 'select 1';
  // Of what could be shown as evidence, that which a reason rests on.
  const behind =
    name === 'evidence'
      ? `and exists (select 1 from published.marts.decision_reason r
          where r.unit_code = evidence.unit_code and r.month = evidence.month
            and r.indicator = evidence.indicator)`
      : '';
  return `insert into decision_log.${name} (${names})
    select ${names} from published.marts.${name}
    where exists (select 1 from fresh f
      where f.unit_code = ${name}.unit_code and f.month = ${name}.month) ${behind}`;
}
