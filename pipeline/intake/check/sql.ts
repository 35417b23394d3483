import {
  columnOf,
  type Column,
  type ColumnType,
  type Contract,
  type RowCheck,
} from '../../contracts/index.ts';
import { EARLIEST, yearsAhead } from './dates.ts';
import { isTime, keyColumn, namesUnit, unreadableCode } from './reasons.ts';
import { literal } from './words.ts';

/**
 * The two statements that type and check all staged rows of a dataset at once; a row goes to
 * exactly one of the two tables. They take no parameters: DuckDB would plan them anew at each run.
 */
export interface CheckStatements {
  /** Inserts the rows without fault into `intake.<dataset>`. */
  readonly accept: string;
  /** Inserts each fault of the other rows into `intake.quarantine`. */
  readonly quarantine: string;
}

/** What a staged row has besides the contract's columns, all of which are text there. */
export const STAGED_EXTRAS = [
  'file_id',
  'table_number',
  'sheet',
  'row_number',
  'file_received_at',
  'received_at',
  'other_columns',
  'row_text',
] as const;

const raw = (name: string): string => `raw_${name}`;

/** Text columns that rows are joined on: written with full-width digits or not, they are the same. */
const isIdentifier = (contract: Contract, { name, type }: Column): boolean =>
  type === 'text' &&
  (contract.key.includes(name) || name === 'unit_code' || name === 'parent_code');

/** How the columns of each type are read: all of them by one macro, in one list. */
const READERS = [
  { list: 'numbers', macro: 'read_number', types: ['integer', 'number'] },
  { list: 'times', macro: 'read_time', types: ['date', 'timestamp'] },
  { list: 'months', macro: 'read_month', types: ['month'] },
  { list: 'answers', macro: 'read_yes_no', types: ['boolean'] },
  { list: 'words', macro: 'word_key', types: ['code'] },
] as const satisfies readonly { list: string; macro: string; types: readonly ColumnType[] }[];

const readBy = (contract: Contract, types: readonly ColumnType[]): Column[] =>
  contract.columns.filter(({ type }) => types.includes(type));

/**
 * The lists of cells read by type. One expression a type, not one a column: the patterns in it are
 * compiled anew at each run, which for a small file costs more than all the rest.
 */
const readLists = (contract: Contract): string[] =>
  READERS.map(({ list, macro, types }) => ({ list, macro, columns: readBy(contract, types) }))
    .filter(({ columns }) => columns.length > 0)
    .map(
      ({ list, macro, columns }) =>
        `list_transform([${columns.map(({ name }) => raw(name)).join(', ')}], lambda cell: ${macro}(cell)) as ${list}`,
    );

/** A column's cell as its reader read it; null where it cannot be read so or says nothing. */
function reading(contract: Contract, column: Column): string {
  const reader = READERS.find(({ types }) => types.some((type) => type === column.type));
  if (!reader) return `cells.${raw(column.name)}`;
  return `cells.${reader.list}[${readBy(contract, reader.types).indexOf(column) + 1}]`;
}

/** The cell as the column's type. */
function typed(contract: Contract, column: Column): string {
  const value = reading(contract, column);
  if (column.type === 'date') return `${value}::date`;
  if (column.type === 'code') return `word_of_${column.name}.code`;
  return isIdentifier(contract, column)
    ? `case when not is_nothing(${value}) then half_width(${value}) end`
    : value;
}

const codeJoin = (contract: Contract, column: Column): string => {
  const words = `word_of_${column.name}`;
  return `left join code_word as ${words} on ${words}.list = ${literal(column.codes ?? '')}
     and ${words}.word = ${reading(contract, column)}`;
};

/** Which units the rows mean: by code, or by the exact name where the code is left out. */
const unitJoins = `left join known_unit on known_unit.unit_code = half_width(cells.raw_unit_code)
   left join known_unit_name on known_unit_name.name = word_key(cells.raw_unit_name)`;

const bound = (column: Column, value: number | string): string =>
  isTime(column) ? `date ${literal(String(value))}` : String(value);

/** The code of what is wrong with a cell, or null. */
function faultOf(column: Column): string {
  const { name, type, required, min, max } = column;
  const value = `parsed.${name}`;
  const cell = `parsed.${raw(name)}`;
  const cases: string[] = [];
  if (required)
    cases.push(
      `when ${cell} is null or (${value} is null and is_nothing(${cell})) then 'required'`,
    );
  const unreadable = unreadableCode(column);
  if (unreadable) {
    cases.push(`when ${value} is null and not is_nothing(${cell}) then '${unreadable}'`);
  }
  if (type === 'integer') cases.push(`when ${value} <> trunc(${value}) then 'not_whole'`);
  if (isTime(column)) {
    const latest = `parsed.file_received_at + interval ${yearsAhead(name)} year`;
    cases.push(
      `when ${value} < date ${literal(EARLIEST)} or ${value} > ${latest} then 'date_out_of_range'`,
    );
  }
  if (min !== undefined) cases.push(`when ${value} < ${bound(column, min)} then 'too_small'`);
  if (max !== undefined) cases.push(`when ${value} > ${bound(column, max)} then 'too_large'`);
  return cases.length === 0 ? 'null' : `case ${cases.join('\n      ')} end`;
}

const UNIT_CODE_FAULT = `case
      when parsed.written_code is null and parsed.raw_unit_name is null then 'required'
      when parsed.written_code is not null and not parsed.code_known then 'unit_unknown' end`;

const UNIT_NAME_FAULT = `case
      when parsed.written_code is null and parsed.raw_unit_name is not null and parsed.name_codes is null then 'unit_unknown'
      when parsed.written_code is null and len(parsed.name_codes) > 1 then 'unit_ambiguous'
      when parsed.code_known and not list_contains(parsed.name_codes, parsed.written_code) then 'unit_contradiction' end`;

/** A typed value as it is stored: cast to the column's type, with what an empty cell stands for. */
function stored({ name, type, absent }: Column): string {
  const value = type === 'integer' ? `try_cast(parsed.${name} as integer)` : `parsed.${name}`;
  return absent === undefined ? value : `coalesce(${value}, ${absent})`;
}

/** One fault expression per column, then one per row check: name of the SQL column, column blamed. */
function faultColumns(contract: Contract): { alias: string; column: string }[] {
  return [
    ...contract.columns.map(({ name }) => ({ alias: `fault_${name}`, column: name })),
    ...contract.checks.map(({ column }, index) => ({ alias: `check_${index}`, column })),
  ];
}

const lines = (items: readonly string[]): string => items.join(',\n    ');

/** The chain of common table expressions from staged text to typed rows with their faults. */
function checkedRows(contract: Contract, staged: string, alsoKey: readonly string[]): string {
  const { columns, checks, key } = contract;
  const withUnit = namesUnit(contract);
  const codes = columns.filter(({ type }) => type === 'code');
  const typedColumn = (column: Column): string =>
    withUnit && column.name === 'unit_code'
      ? `${typed(contract, column)} as written_code,
    known_unit.unit_code is not null as code_known,
    known_unit_name.codes as name_codes,
    coalesce(written_code, name_codes[1]) as unit_code`
      : `${typed(contract, column)} as ${column.name}`;
  const fault = (column: Column): string => {
    if (withUnit && column.name === 'unit_code') return UNIT_CODE_FAULT;
    if (withUnit && column.name === 'unit_name') return UNIT_NAME_FAULT;
    return faultOf(column);
  };
  const cellFaults = columns.map(({ name }) => `fault_${name}`).join(', ');
  // A wrong date need not be told twice, as the cell it is and as the rule it breaks.
  const rowCheck = ({ code, fault: broken }: RowCheck, index: number): string =>
    `case when coalesce(${cellFaults}) is null and (${broken}) then '${code}' end as check_${index}`;
  const anyFault = faultColumns(contract)
    .map(({ alias }) => alias)
    .join(', ');
  return `with staged as (${staged}),
cells as (
  select ${lines(['*', ...readLists(contract)])}
  from staged
),
parsed as (
  select
    cells.*,
    ${lines(columns.map(typedColumn))}
  from cells
  ${[...codes.map((column) => codeJoin(contract, column)), ...(withUnit ? [unitJoins] : [])].join('\n  ')}
),
judged as (
  select
    ${lines(STAGED_EXTRAS)},
    ${lines(columns.map(({ name }) => raw(name)))},
    ${lines(columns.map((column) => `${stored(column)} as ${column.name}`))},
    ${lines(columns.map((column) => `${fault(column)} as fault_${column.name}`))}
  from parsed
),
checked as (
  select
    ${lines(['*', ...checks.map(rowCheck)])}
  from judged
),
weighed as (
  select *, coalesce(${anyFault}) is not null as faulty from checked
),
numbered as (
  select
    *,
    case when not faulty and row_number() over (
      partition by ${[...key, ...alsoKey].join(', ')} order by faulty, table_number, row_number
    ) > 1 then 'repeated' end as fault_of_key
  from weighed
)`;
}

/**
 * Writes the statements that check a dataset's staged rows.
 * @param staged a query that gives {@link STAGED_EXTRAS} (times as timestamp; `received_at` null
 *   where it is the file's) and, as `raw_<column>`, each column's cell, trimmed, null where empty
 * @param versions whether one file may hold several states of a row, told apart by `received_at`
 */
export function checkStatements(
  contract: Contract,
  staged: string,
  { versions = false }: { readonly versions?: boolean } = {},
): CheckStatements {
  const rows = checkedRows(contract, staged, versions ? ['received_at'] : []);
  const blamed = [
    ...faultColumns(contract),
    { alias: 'fault_of_key', column: keyColumn(contract) },
  ];
  const faults = blamed.map(
    ({ alias, column }) =>
      `{'column_name': '${column}', 'code': ${alias}, 'value': ${raw(column)}}`,
  );
  const has = (name: string) => contract.columns.some((column) => column.name === name);
  const month = contract.period ? columnOf(contract, contract.period).name : 'null';
  return {
    accept: `insert into intake.${contract.dataset}
${rows}
select
    file_id,
    sheet,
    row_number,
    coalesce(received_at, file_received_at),
    ${lines(contract.columns.map(({ name }) => name))},
    other_columns::json
from numbered
where not faulty and fault_of_key is null`,
    quarantine: `insert into intake.quarantine
${rows},
faults as (
  select
    file_id,
    table_number,
    sheet,
    row_number,
    file_received_at,
    row_text,
    ${has('unit_code') ? 'unit_code' : 'null'} as unit_code,
    ${month} as report_month,
    unnest([${faults.join(', ')}]) as fault
  from numbered
  where faulty or fault_of_key is not null
)
select distinct
    file_id,
    sheet,
    row_number,
    ${literal(contract.dataset)},
    fault.column_name,
    heading.header,
    heading.letters || row_number,
    fault.value,
    fault.code,
    replace(reason.zh, '{value}', coalesce(fault.value, '')),
    replace(reason.en, '{value}', coalesce(fault.value, '')),
    unit_code,
    report_month,
    row_text::json,
    file_received_at
from faults
join reason
  on reason.dataset = ${literal(contract.dataset)}
  and reason.column_name = fault.column_name
  and reason.code = fault.code
left join heading
  on heading.table_number = faults.table_number
  and heading.column_name = fault.column_name
order by row_number`,
  };
}
