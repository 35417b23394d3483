import { sqlType, type Column, type Contract } from '../../contracts/index.ts';
import { isIdentifier, rawName, type Reading } from './readers.ts';
import { keyColumn, namesUnit } from './reasons.ts';
import type { Layer } from './years.ts';

/** What staged rows have besides the contract's columns: whence they are, and all that was in them. */
const STAGED_EXTRAS = [
  'file_id',
  'table_number',
  'sheet',
  'row_number',
  'file_received_at',
  'received_at',
  'other_columns',
  'row_text',
] as const;

/**
 * A query that gives staged rows: {@link STAGED_EXTRAS} (times as timestamp, `received_at` null where
 * it is the file's), `surroundings` (the month around the table as the date of its first day, or the
 * year alone, as text, or null) and, as `raw_<column>`, each column's cell, trimmed, null where empty.
 * @param condition which rows, as SQL; all where left out
 */
export type StagedRows = (condition?: string) => string;

/** Name of the temporary table of checked rows. */
export const checkedName = ({ dataset }: Contract): string => `checked_${dataset}`;

/** The temporary table of checked rows. `faults` stand in the order of {@link blamedColumns}. */
export const checkedTableSql = (contract: Contract): string =>
  `create or replace temp table ${checkedName(contract)} (
    file_id varchar, table_number integer, sheet varchar, row_number integer,
    file_received_at timestamp, received_at timestamp,
    ${contract.columns.map((column) => `${column.name} ${sqlType(column)}`).join(', ')},
    other_columns varchar, faults varchar[], faulty boolean)`;

/** Columns blamed by each item of `faults`; the last stands for the natural key. */
export const blamedColumns = (contract: Contract, readings: readonly Reading[]): string[] => [
  ...readings.flatMap(({ columns }) => columns.map(({ name }) => name)),
  ...(namesUnit(contract) ? ['unit_code', 'unit_name'] : []),
  ...contract.checks.map(({ column }) => column),
  keyColumn(contract),
];

/** Items of a list in SQL, one a line. */
export const lines = (items: readonly string[]): string => items.join(',\n    ');

/** The cell of a column as its type, as SQL over the lists of the readers. */
function typed(readings: readonly Reading[], column: Column): string {
  const { name, type } = column;
  if (type === 'text') {
    const cell = `half_width(${rawName(name)})`;
    return isIdentifier(name)
      ? `case when not is_nothing(${cell}) then ${cell} end`
      : rawName(name);
  }
  const reading = readings.find(({ columns }) => columns.includes(column));
  const value = reading?.valueOf(column) ?? 'null';
  if (type === 'date') return `${value}::date`;
  return type === 'integer' ? `try_cast(${value} as integer)` : value;
}

/**
 * Which units the rows mean: by code, or by a name of theirs where the code is left out. A name that is
 * the code's own, letter for letter, need not be looked up.
 */
const unitJoins = `left join known_unit on known_unit.written_code = half_width(raw_unit_code)
  left join known_unit_name on known_unit_name.name = case
    when known_unit.unit_name is distinct from raw_unit_name
    then word_key(half_width(raw_unit_name)) end`;

const unitColumns = [
  'case when not is_nothing(half_width(raw_unit_code)) then half_width(raw_unit_code) end as written_code',
  'known_unit.unit_code as known_code',
  'known_unit_name.unit_codes as name_codes',
];

const unitFaults = [
  `case when written_code is null and raw_unit_name is null then 'required'
      when written_code is not null and known_code is null then 'unit_unknown' end`,
  `case when written_code is null and raw_unit_name is not null and name_codes is null then 'unit_unknown'
      when written_code is null and len(name_codes) > 1 then 'unit_ambiguous'
      when known_code is not null and not list_contains(name_codes, known_code) then 'unit_contradiction' end`,
];

/** A typed column, with what an empty cell stands for. */
const withAbsent = ({ name, absent }: Column): string =>
  absent === undefined ? name : `coalesce(${name}, ${absent}) as ${name}`;

/** The layers that complete days without a year, as parts of a WITH clause. */
const completedLayers = (layers: readonly Layer[]): string =>
  layers
    .map(({ replaced, added }, index) => {
      const all = replaced.length > 0 ? `* replace (${lines(replaced)})` : '*';
      const from = index === 0 ? 'readings' : `completed_${index}`;
      return `completed_${index + 1} as (\n  select ${lines([all, ...added])}\n  from ${from}\n),\n`;
    })
    .join('');

const lastLayer = ({ length }: readonly Layer[]): string =>
  length === 0 ? 'readings' : `completed_${length}`;

/**
 * The query that types and checks staged rows; its columns are those of {@link checkedName}.
 * @param staged the query that gives them
 * @param readings how their columns are read, and `layers` how days without a year are completed
 */
export function checkedQuery(
  contract: Contract,
  staged: string,
  readings: readonly Reading[],
  layers: readonly Layer[],
): string {
  const { columns, checks } = contract;
  const withUnit = namesUnit(contract);
  const isUnitCode = ({ name }: Column) => withUnit && name === 'unit_code';
  const cellFaults = [
    ...readings.map(({ faults }) => faults),
    ...(withUnit ? [`[${unitFaults.join(', ')}]`] : []),
  ];
  const anyCellFault = [
    ...readings.map(({ anyFault }) => anyFault),
    ...(withUnit ? unitFaults : []),
  ];
  // A wrong date need not be told twice, as the cell it is and as the rule it breaks.
  const rowFaults = checks.map(({ code, fault }) => `case when ${fault} then '${code}' end`);
  const cellCount = blamedColumns(contract, readings).length - checks.length - 1;
  const noFaults = (count: number) =>
    `[${Array.from({ length: count }, () => 'null').join(', ')}]::varchar[]`;
  return `with staged as (${staged}),
located as (
  select
    ${lines(['staged.*', ...(withUnit ? unitColumns : [])])}
  from staged
  ${withUnit ? unitJoins : ''}
),
cells as (
  select
    ${lines(['*', ...readings.flatMap(({ cells }) => cells)])}
  from located
),
marks as (
  select
    ${lines(['*', ...readings.flatMap(({ marks }) => marks)])}
  from cells
),
readings as (
  select
    ${lines(['*', ...readings.flatMap(({ values }) => values)])}
  from marks
),
${completedLayers(layers)}parsed as (
  select
    ${lines([
      '*',
      ...readings.flatMap(({ judged }) => judged),
      ...columns
        .filter((column) => !isUnitCode(column))
        .map((column) => `${typed(readings, column)} as ${column.name}`),
    ])}
  from ${lastLayer(layers)}
),
told as (
  select *, coalesce(${lines([...anyCellFault, 'null'])}) is not null as cell_faulty
  from parsed
),
judged as (
  select
    ${lines([
      ...STAGED_EXTRAS,
      ...columns.map((column) =>
        isUnitCode(column)
          ? 'coalesce(known_code, written_code, name_codes[1]) as unit_code'
          : withAbsent(column),
      ),
      `case when cell_faulty then ${cellFaults.join('\n      || ')} end as cell_faults`,
      'cell_faulty',
    ])}
  from told
),
checked as (
  select *, cell_faulty or coalesce(${lines([...rowFaults, 'null'])}) is not null as faulty
  from judged
)
select
    file_id,
    table_number,
    sheet,
    row_number,
    file_received_at,
    coalesce(received_at, file_received_at) as received_at,
    ${lines(columns.map(({ name }) => name))},
    other_columns,
    case when not faulty then []
    when cell_faulty then cell_faults || ${noFaults(checks.length)}
    else ${noFaults(cellCount)} || [${lines(rowFaults)}]::varchar[] end as faults,
    faulty
from checked`;
}
