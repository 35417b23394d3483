import { each, type AttackClass } from '../attack.ts';

const refused = (statements: readonly string[]) => each('sql_not_allowed', statements);

export const attach: AttackClass = {
  name: 'ATTACH',
  attacks: refused([
    "attach '{folder}/other.duckdb'",
    "attach '{folder}/other.duckdb' as other (read_only)",
    "attach ':memory:' as m",
    "attach if not exists '{folder}/new.duckdb' as n",
    "attach or replace '{folder}/other.duckdb' as o",
    "attach 'http://127.0.0.1:1/x.duckdb'",
    "attach '{canary}' (type sqlite)",
    "attach 'host=127.0.0.1' (type postgres)",
    'detach memory',
    'use system.main',
    'use temp',
  ]),
};

export const copy: AttackClass = {
  name: 'COPY and EXPORT',
  attacks: refused([
    "copy facts.unit to '{folder}/out.csv'",
    "copy (select 1) to '{folder}/out.parquet' (format parquet)",
    "copy (from facts.unit) to '{folder}/out' (format csv, partition_by (kind))",
    "copy (select 1) to '/dev/stdout'",
    "copy facts.unit from '{canary}'",
    "copy facts.unit from '{canary}' (header false)",
    "export database '{folder}/all'",
    "export database '{folder}/all' (format parquet)",
    "import database '{folder}/all'",
    'copy from database system to temp',
    "explain copy (select 1) to '{folder}/out.csv'",
    "explain analyze copy (select 1) to '{folder}/out.csv'",
  ]),
};

export const extensions: AttackClass = {
  name: 'INSTALL and LOAD',
  attacks: refused([
    'install httpfs',
    'force install httpfs',
    'install httpfs from community',
    "install httpfs from 'http://127.0.0.1:1'",
    "install '{folder}/evil.duckdb_extension'",
    'load httpfs',
    "load '{folder}/evil.duckdb_extension'",
    'load parquet',
    'update extensions',
    'install sqlite',
  ]),
};

export const settings: AttackClass = {
  name: 'PRAGMA, SET and CALL',
  attacks: refused([
    'set enable_external_access = true',
    'set global enable_external_access = true',
    'set lock_configuration = false',
    "set allowed_configs = ['enable_external_access']",
    "set allowed_directories = ['/']",
    'set errors_as_json = false',
    "set memory_limit = '100GB'",
    'set threads = 64',
    "set temp_directory = '{folder}'",
    "set home_directory = '{folder}'",
    "set file_search_path = '{folder}'",
    "set log_query_path = '{folder}/log'",
    "set logging_storage = 'file'",
    "set variable path = '{canary}'",
    "set search_path = 'system.main'",
    'reset lock_configuration',
    'reset global memory_limit',
    'pragma enable_profiling',
    "pragma profiling_output = '{folder}/profile'",
    'pragma database_list',
    "pragma import_database('{folder}')",
    'pragma version',
    'explain pragma version',
    "pragma add_parquet_key('k', '0123456789112345')",
    'pragma threads = 8',
    "call enable_logging(storage = 'file', storage_path = '{folder}')",
    'call pragma_version()',
    "call sniff_csv('{canary}')",
    'call force_checkpoint()',
    'explain set threads = 1',
  ]),
};

export const writes: AttackClass = {
  name: 'writing statements',
  attacks: refused([
    "insert into facts.unit (unit_code) values ('x')",
    "update facts.unit set unit_name = 'x'",
    'delete from facts.unit',
    'delete from facts.unit returning *',
    'truncate facts.unit',
    "merge into facts.unit using (select 1) t(a) on false when not matched then insert (unit_code) values ('x')",
    'drop table facts.unit',
    'drop schema facts cascade',
    'alter table facts.unit add column x integer',
    "comment on table facts.unit is 'x'",
    'create table x (a integer)',
    'create temp table x as from facts.unit',
    'create table temp.x (a integer)',
    'create view x as select 1',
    'create temp view x as select 1',
    'create schema x',
    'create macro m(x) as table from read_text(x)',
    "create or replace temp macro lower(x) as 'x'",
    "create type mood as enum ('a')",
    'create sequence s',
    'create index i on facts.unit (unit_code)',
    'vacuum',
    'analyze',
    'checkpoint',
    'force checkpoint',
    'begin',
    'commit',
    'rollback',
    'explain delete from facts.unit',
    'explain analyze delete from facts.unit',
    'pivot facts.unit on kind using count(*)',
  ]),
};

export const secrets: AttackClass = {
  name: 'secrets',
  attacks: [
    ...refused([
      "create secret s (type s3, key_id 'a', secret 'b')",
      "create persistent secret s (type http, bearer_token 'x')",
      'drop secret s',
      'from duckdb_secrets()',
      'from duckdb_secrets(redact = false)',
      "from which_secret('s3://x', 's3')",
      'from duckdb_secret_types()',
    ]),
    ...each('sql_error', ['show secrets']),
  ],
};
