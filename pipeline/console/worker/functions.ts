/**
 * The table functions that a statement may use; all others are refused, those of later DuckDB versions
 * too, until somebody has looked at what they read. All of these work on their arguments or on the
 * catalog of the one database that is open.
 */
export const tableFunctions: ReadonlySet<string> = new Set([
  'duckdb_columns',
  'duckdb_constraints',
  'duckdb_functions',
  'duckdb_indexes',
  'duckdb_keywords',
  'duckdb_schemas',
  'duckdb_sequences',
  'duckdb_tables',
  'duckdb_types',
  'duckdb_views',
  'generate_series',
  'icu_calendar_names',
  'json_each',
  'json_tree',
  'pg_timezone_names',
  'pragma_collations',
  'pragma_show',
  'pragma_table_info',
  'pragma_version',
  'range',
  'repeat',
  'repeat_row',
  'summary',
  'unnest',
]);

/**
 * Other functions that are refused although the locked configuration leaves them nothing, or little, to
 * do: they read settings, which tell paths of this machine; run or bind SQL that is given as text, which
 * nobody would have looked at; write to a log or count up a sequence; or only pass the time.
 */
export const refusedFunctions: ReadonlySet<string> = new Set([
  'add_parquet_key',
  'current_setting',
  'enable_logging',
  'getenv',
  'json_execute_serialized_sql',
  'json_serialize_plan',
  'nextval',
  'parse_duckdb_log_message',
  'pg_sleep',
  'query',
  'query_table',
  'sleep_ms',
  'sql_auto_complete',
  'write_log',
]);

/** Relations of DuckDB's own that tell of this machine, or of other queries. */
export const refusedRelations: ReadonlySet<string> = new Set([
  'duckdb_databases',
  'duckdb_logs',
  'duckdb_secrets',
  'duckdb_settings',
  'pg_database',
  'pg_prepared_statements',
  'pg_settings',
  'pg_tablespace',
  'pragma_database_list',
]);
