import { each, type AttackClass } from '../attack.ts';

export const smuggling: AttackClass = {
  name: 'prepared statements and SQL as text',
  attacks: [
    ...each('sql_not_allowed', [
      "prepare p as from read_text('{canary}')",
      'execute p',
      "execute p('{canary}')",
      'deallocate p',
      "from query('select 1')",
      "from query('from read_text(''{canary}'')')",
      "select (select a from query('select 1 a'))",
      "from query_table('facts.unit')",
      "from query_table(['facts.unit'], true)",
      "from json_execute_serialized_sql(json_serialize_sql('select 1'))",
      "select json_serialize_plan('from read_text(''{canary}'')')",
      "pragma json_execute_serialized_sql('{}')",
      "from sql_auto_complete('from ''{folder}/')",
      "select * from sql_auto_complete('select ')",
      'from test_all_types()',
      "select nextval('s')",
      "select ('s').nextval()",
      "pragma json_execute_serialized_sql(json_serialize_sql('from read_text(''{canary}'')'))",
      `pragma json_execute_serialized_sql('{"error":false,"statements":[]}')`,
    ]),
    // Only parsed: the tree of the text, which runs nothing.
    ...each('ok', [
      "select json_serialize_sql('from read_text(''{canary}'')')",
      "select json_deserialize_sql(json_serialize_sql('select 1'))",
      "select 'select 1' || '; drop table facts.unit'",
    ]),
    ...each('sql_error', [
      'prepare p as drop table facts.unit',
      'select $1',
      'select ?',
      'select $a',
      'from $1',
      'from ?',
      'select :a',
    ]),
    {
      sql: 'from read_text(:file)',
      parameters: { file: '{canary}' },
      expected: 'sql_not_allowed',
    },
    { sql: 'from :file', parameters: { file: '{canary}' }, expected: 'sql_error' },
    { sql: 'select :f()', parameters: { f: 'getenv' }, expected: 'sql_error' },
    {
      sql: 'select :a',
      parameters: { a: "'; drop table facts.unit; --" },
      expected: 'ok',
    },
    {
      sql: 'select count(*) from facts.unit where unit_code = :a',
      parameters: { a: "x' or '1'='1" },
      expected: 'ok',
    },
    {
      sql: 'select * from facts.unit limit :n',
      parameters: { n: '1; drop' },
      expected: 'sql_error',
    },
    {
      sql: "select ':file'",
      parameters: { file: "', (from read_text('{canary}')), '" },
      expected: 'ok',
    },
  ],
};

export const catalogs: AttackClass = {
  name: 'other schemas and catalogs',
  attacks: [
    ...each('sql_not_allowed', [
      'from system.main.duckdb_settings',
      'from system.main.duckdb_databases()',
      'from pg_catalog.pg_prepared_statements',
      'from pg_catalog.pg_tablespace',
    ]),
    ...each('sql_error', [
      'from other.main.secret',
      'from memory.main.secret',
      'from warehouse.intake.file',
      'from "{folder}/other".main.secret',
      'from access.account',
      'from temp.information_schema.tables',
      'from main.sqlite_secret',
      "select 'secret'::regclass",
    ]),
    // What the one open file has, and DuckDB's own empty catalogs.
    ...each('ok', [
      'from information_schema.tables',
      'from duckdb_tables()',
      'from sqlite_master',
      'from pg_catalog.pg_class',
      "select count(*) from duckdb_tables() where database_name not in (current_database(), 'system', 'temp')",
    ]),
  ],
};
