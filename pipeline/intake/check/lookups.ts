import type { DuckDBConnection } from '@duckdb/node-api';
import { contracts } from '../../contracts/index.ts';
import { dateMacros } from './dates.ts';
import { doubleRowSql } from './doubles.ts';
import { numberMacros } from './numbers.ts';
import { faultMacros } from './readers.ts';
import { reasonsOf } from './reasons.ts';
import { oddRowSql } from './warnings.ts';
import { literal, wordMacros } from './words.ts';
import { yearMacros } from './years.ts';

const reasons = (): string[] =>
  contracts.flatMap((contract) =>
    reasonsOf(contract).map(
      ({ column, code, text }) =>
        `(${[contract.dataset, column, code, text.zh, text.en].map(literal).join(', ')})`,
    ),
  );

/**
 * Lays out, in the connection's temporary schema, what the check statements refer to: the macros
 * that read cells, `reason` (what to say of each fault and oddity), `odd_row` and `double_row`,
 * `heading` (where each column of the tables being loaded stands) and the lookups of known units.
 */
export async function createLookups(connection: DuckDBConnection): Promise<void> {
  for (const macro of [
    ...wordMacros,
    ...dateMacros,
    ...yearMacros,
    ...numberMacros,
    ...faultMacros,
  ])
    await connection.run(macro);
  await connection.run(`create or replace temp table reason as
    select * from (values ${reasons().join(', ')}) as item(dataset, column_name, code, zh, en)`);
  await connection.run(oddRowSql);
  await connection.run(doubleRowSql);
  await connection.run(`create or replace temp table heading (
    table_number integer, column_name varchar, header varchar, letters varchar)`);
  await connection.run(`create or replace temp table known_unit (
    written_code varchar, unit_code varchar, unit_name varchar)`);
  await connection.run(`create or replace temp table known_unit_name (
    name varchar, unit_codes varchar[], in_titles boolean)`);
}

/** Shorter aliases are only known where they stand alone: in a title they may be part of another name. */
const SHORTEST_IN_TITLES = 4;

/**
 * Fills `known_unit` (how codes are written) and `known_unit_name` (how names are, with whether a
 * title that holds one names the unit) from every register accepted so far and the bureau's aliases.
 */
export async function refreshKnownUnits(connection: DuckDBConnection): Promise<void> {
  await connection.run('truncate known_unit');
  await connection.run('truncate known_unit_name');
  await connection.run(`insert into known_unit
    select unit_code, unit_code, min(unit_name) from intake.unit group by unit_code`);
  await connection.run(`insert into known_unit
    select half_width(alias), unit_code, unit_name
    from intake.unit_alias join known_unit using (unit_code)
    where half_width(alias) not in (select written_code from known_unit)`);
  await connection.run(`insert into known_unit_name
    select name, list(distinct unit_code), bool_or(in_titles)
    from (
      select word_key(half_width(unit_name)) as name, unit_code, true as in_titles from intake.unit
      union all
      select word_key(half_width(alias)), unit_code, length(alias) >= ${SHORTEST_IN_TITLES}
      from intake.unit_alias
      union all
      select word_key(half_width(new_name)), unit_code, true
      from intake.unit_change
      where new_name is not null and change_type not in ('close', 'merge')
    )
    group by name`);
}
