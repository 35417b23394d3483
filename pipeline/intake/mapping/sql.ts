import type { StagedRows } from '../check/checked-rows.ts';
import { literal } from '../check/words.ts';
import { fileColumns, type Heading } from '../load-raw.ts';
import type { FileContext } from '../file-context.ts';
import { rawColumn, rowText } from '../raw-rows.ts';
import type { CellRule, Mapping, Output } from './mapping.ts';

/** Where each header of the foreign file stands. */
export type Positions = ReadonlyMap<string, number>;

/** The table of the foreign file, as it lies in `raw_rows`. */
export interface ForeignTable {
  readonly sheet: string;
  readonly positions: Positions;
  /** How many columns it has. */
  readonly width: number;
}

/** A cell read as a time, as SQL. */
const timeOf = (cell: string): string =>
  `read_time(half_width(${cell}), mark_time(half_width(${cell})))`;

const cellOf = (positions: Positions, header: string): string =>
  rawColumn(positions.get(header) ?? 0);

function cellSql(rule: CellRule, positions: Positions): string {
  if (rule.kind === 'constant') return literal(rule.value);
  if (rule.kind === 'template') {
    const pieces = rule.pieces.map((piece) => {
      if (typeof piece === 'string') return literal(piece);
      return piece.header === '#' ? 'repetition::varchar' : cellOf(positions, piece.header);
    });
    return `concat(${pieces.join(', ')})`;
  }
  if (rule.kind === 'sum') {
    const terms = rule.terms.map(
      ({ header, factor }) => `${factor} * try_cast(${cellOf(positions, header)} as double)`,
    );
    return `(${[...terms, String(rule.plus)].join(' + ')})::varchar`;
  }
  let sql = cellOf(positions, rule.header);
  if (rule.extract !== undefined) {
    const pattern = literal(rule.extract);
    const group = /(?<!\\)\((?!\?)/.test(rule.extract) ? 1 : 0;
    sql = `case when regexp_matches(${sql}, ${pattern}) then regexp_extract(${sql}, ${pattern}, ${group}) else ${sql} end`;
  }
  if (rule.match) {
    const cases = rule.match.map(
      ([pattern, ours]) =>
        `when regexp_matches(${sql}, ${literal(pattern)}, 'i') then ${literal(ours)}`,
    );
    sql = `case ${cases.join(' ')} end`;
  }
  if (rule.codes) {
    const cases = Object.entries(rule.codes).map(
      ([foreign, ours]) => `when ${literal(foreign)} then ${literal(ours)}`,
    );
    sql = `case ${sql} ${cases.join(' ')} else ${sql} end`;
  }
  return rule.otherwise === undefined ? sql : `coalesce(${sql}, ${literal(rule.otherwise)})`;
}

/** Cells of the headers that no rule of the mapping uses, as one JSON object. */
function othersSql(mapping: Mapping, positions: Positions): string {
  const used = new Set(mapping.headers);
  const pairs = [...positions]
    .filter(([header]) => !used.has(header))
    .map(([header, position]) => `{'key': ${literal(header)}, 'value': ${rawColumn(position)}}`);
  return pairs.length === 0
    ? 'null'
    : `to_json(map_from_entries(list_filter([${pairs.join(', ')}], lambda item: item.value is not null)))::varchar`;
}

/** The query that makes an output's staged rows from `raw_rows`. */
export function outputRows(
  file: FileContext,
  mapping: Mapping,
  output: Output,
  { positions, sheet, width }: ForeignTable,
): StagedRows {
  const { contract, columns, repeat, changes, keepOthers } = output;
  const cells = contract.columns.map(({ name }) => {
    const rule = columns.get(name);
    return `${rule ? cellSql(rule, positions) : 'null::varchar'} as raw_${name}`;
  });
  const received = mapping.received
    ? timeOf(cellOf(positions, mapping.received))
    : 'null::timestamp';
  const repeated = repeat
    ? `, generate_series(1, coalesce(try_cast(${cellOf(positions, repeat)} as bigint), 0)) as series(repetition)`
    : '';
  const rows: StagedRows = (
    condition = 'true',
  ) => `select ${fileColumns(file)}, 0 as table_number, ${literal(sheet)} as sheet, row_number,
    ${received} as received_at, null::varchar as surroundings, ${cells.join(', ')},
    ${keepOthers ? othersSql(mapping, positions) : 'null::varchar'} as other_columns,
    ${rowText(width)} as row_text
    from raw_rows${repeated} where kind = 'data' and ${condition}`;
  if (!changes) return rows;
  const keys = contract.key.map((name) => `raw_${name}`).join(', ');
  const content = `concat_ws(chr(31), ${contract.columns.map(({ name }) => `coalesce(raw_${name}, '')`).join(', ')})`;
  return (condition) => `select * from (${rows(condition)}) qualify lag(${content})
    over (partition by ${keys} order by received_at, row_number) is distinct from ${content}`;
}

/** Where each of an output's columns comes from in the foreign file. */
export const outputHeadings = ({ columns }: Output, positions: Positions): Heading[] =>
  [...columns].flatMap(([column, rule]) => {
    const header = rule.kind === 'column' ? rule.header : undefined;
    const position = header === undefined ? undefined : positions.get(header);
    return header === undefined || position === undefined ? [] : [{ column, header, position }];
  });
