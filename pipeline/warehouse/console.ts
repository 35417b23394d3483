import { StatementType, type DuckDBConnection, type DuckDBResult } from '@duckdb/node-api';
import { Failure, text } from '../contracts/index.ts';
import { openSnapshot, type SnapshotRef } from './snapshot.ts';

/** Asked before the first statement of a stranger runs; cannot be undone on that instance. */
const LOCKED_DOWN = [
  'set enable_external_access = false',
  'set allow_community_extensions = false',
  'set lock_configuration = true',
].join('; ');

/**
 * Answers one query over a published snapshot. The instance can read nothing but the snapshot: no files,
 * no network, no extensions, no other settings.
 * @param sql one SELECT (`with`, `values`, `from …` and `describe` are such too)
 * @param use reads the result, which is gone when the promise settles
 * @throws Failure `sql_not_a_query` for anything but one query, `sql_failed` for what DuckDB refuses
 */
export async function askSnapshot<Answer>(
  ref: SnapshotRef,
  sql: string,
  use: (result: DuckDBResult) => Promise<Answer>,
): Promise<Answer> {
  const instance = await openSnapshot(ref);
  try {
    const connection = await instance.connect();
    await connection.run(LOCKED_DOWN);
    return await use(await runQuery(connection, sql));
  } catch (error) {
    throw isDuckDbError(error) ? sqlFailed(error) : error;
  } finally {
    instance.closeSync();
  }
}

async function runQuery(connection: DuckDBConnection, sql: string): Promise<DuckDBResult> {
  const statements = await connection.extractStatements(sql).catch((error: unknown) => {
    // For a text without any statement the binding has no message of DuckDB's to give.
    throw isDuckDbError(error) ? error : notAQuery();
  });
  if (statements.count !== 1) throw notAQuery();
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT) throw notAQuery();
  return statement.stream();
}

/** DuckDB's messages name their class, such as `Conversion Error: `, sometimes after what was being done. */
const DUCKDB_ERROR = /^(?:Failed to [\w ]+: )?(?=[A-Z][\w ]* Error: )/;

const isDuckDbError = (error: unknown): error is Error =>
  error instanceof Error && DUCKDB_ERROR.test(error.message);

const notAQuery = (): Failure =>
  new Failure(
    'sql_not_a_query',
    text('只能运行一条查询（select）', 'Only a single query (select) can be run'),
    {
      hint: text(
        '快照是只读的；请去掉其他语句',
        'The snapshot is read-only; leave out other statements',
      ),
    },
  );

function sqlFailed(cause: Error): Failure {
  const message = cause.message.replace(DUCKDB_ERROR, '');
  return new Failure('sql_failed', text(`查询有误：${message}`, `The query failed: ${message}`), {
    cause,
    hint: text(
      '表和列见：select * from dictionary.field',
      'Tables and columns: select * from dictionary.field',
    ),
  });
}
