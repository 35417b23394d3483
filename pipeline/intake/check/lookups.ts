import type { DuckDBConnection } from '@duckdb/node-api';
import { contracts } from '../../contracts/index.ts';
import { dateMacros } from './dates.ts';
import { numberMacros } from './numbers.ts';
import { faultMacros } from './readers.ts';
import { reasonsOf } from './reasons.ts';
import { literal, wordMacros } from './words.ts';

const reasons = (): string[] =>
  contracts.flatMap((contract) =>
    reasonsOf(contract).map(
      ({ column, code, text }) =>
        `(${[contract.dataset, column, code, text.zh, text.en].map(literal).join(', ')})`,
    ),
  );

/**
 * Lays out, in the connection's temporary schema, what the check statements refer to: the macros
 * that read cells, `reason` (what to say of each fault), `heading` (where each column of the tables
 * being loaded stands) and the lookups of known units.
 */
export async function createLookups(connection: DuckDBConnection): Promise<void> {
  for (const macro of [...wordMacros, ...dateMacros, ...numberMacros, ...faultMacros])
    await connection.run(macro);
  await connection.run(`create or replace temp table reason as
    select * from (values ${reasons().join(', ')}) as item(dataset, column_name, code, zh, en)`);
  await connection.run(`create or replace temp table heading (
    table_number integer, column_name varchar, header varchar, letters varchar)`);
  await connection.run(
    `create or replace temp table known_unit (unit_code varchar, unit_name varchar)`,
  );
  await connection.run(
    `create or replace temp table known_unit_name (name varchar, unit_codes varchar[])`,
  );
}

/** Fills `known_unit` and `known_unit_name` from every register accepted so far. */
export async function refreshKnownUnits(connection: DuckDBConnection): Promise<void> {
  await connection.run('truncate known_unit');
  await connection.run('truncate known_unit_name');
  await connection.run(`insert into known_unit
    select unit_code, min(unit_name) from intake.unit group by all`);
  await connection.run(`insert into known_unit_name
    select word_key(half_width(unit_name)) as name, list(distinct unit_code)
    from intake.unit group by all`);
}
