import { DuckDBTypeId, VARCHAR, type DuckDBPreparedStatement } from '@duckdb/node-api';
import { SqlError } from './sql-error.ts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

/**
 * Binds a statement's parameters. DuckDB casts each text to the type that its place wants; a month stands
 * for its first day where a date is wanted.
 * @throws SqlError for a parameter without a value
 */
export function bindValues(
  prepared: DuckDBPreparedStatement,
  given: Readonly<Record<string, string | null>>,
): void {
  for (let index = 1; index <= prepared.parameterCount; index++) {
    const name = prepared.parameterName(index);
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined) throw missing(name);
    if (value === null) prepared.bindNull(index);
    else
      prepared.bindValue(
        index,
        prepared.parameterTypeId(index) === DuckDBTypeId.DATE && MONTH.test(value)
          ? `${value}-01`
          : value,
        VARCHAR,
      );
  }
}

const missing = (name: string): SqlError =>
  new SqlError({
    code: 'sql_error',
    message: { zh: `参数 ${name} 没有值`, en: `Parameter ${name} has no value` },
    hint: { zh: '写成 :名称，并给出值', en: 'Write :name, and give it a value' },
  });
