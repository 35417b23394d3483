import type { Column, ColumnType, Contract } from '../../contracts/index.ts';
import type { CodeWords } from './code-words.ts';
import { EARLIEST, yearsAhead } from './dates.ts';
import { isTime, namesUnit } from './reasons.ts';
import { literal } from './words.ts';

/**
 * Columns that are read alike. All of them are read by one expression over a list of cells, not by
 * one a column: DuckDB makes patterns ready and sets memory aside for each expression of each run,
 * which for a small file costs more than all the rest.
 */
export interface Reader {
  /** Name of the list of values. */
  readonly list: string;
  readonly types: readonly ColumnType[];
  /** Macro that makes a mark of a cell that the cheap way does not read; null where none is needed. */
  readonly mark: string | null;
  /**
   * Macro from a cell (and its mark) to a value, or what makes a value of a column's mark;
   * null where the cell is the value.
   */
  readonly read: string | ((column: Column, mark: string, words: CodeWords) => string) | null;
  /** A cell's value where it is written as we would write it, else null; as SQL. */
  readonly plain: (column: Column, cell: string, words: CodeWords) => string;
  /** Macro from a cell and its value to the code of what is wrong, or null. */
  readonly fault: string;
  /** What {@link fault} takes besides, for a column; that of a time takes its mark, last. */
  readonly rules: readonly ((column: Column) => string)[];
}

/** Text columns that rows are joined on: written with full-width digits or not, they are the same. */
export const isIdentifier = (name: string): boolean => /_(code|number)$/.test(name);

const required = (column: Column): string => String(column.required === true);
const bound = (value: Column['min'], column: Column): string => {
  if (value === undefined) return 'null';
  return isTime(column) ? `timestamp ${literal(String(value))}` : `${value}::double`;
};
const timeRules: Reader['rules'] = [
  required,
  (column) => `file_received_at + interval ${yearsAhead(column.name)} year`,
  (column) => bound(column.min, column),
  (column) => bound(column.max, column),
];

const by =
  (macro: string) =>
  (_: Column, cell: string): string =>
    `${macro}(${cell})`;
const codeBy = ({ codes }: Column, word: string, words: CodeWords): string =>
  codes ? codeOfWord(words(codes), word) : 'null';
const times = { mark: 'mark_time', read: 'read_time', plain: by('plain_time'), rules: timeRules };

export const READERS: readonly Reader[] = [
  {
    list: 'numbers',
    types: ['integer', 'number'],
    mark: 'mark_number',
    read: 'read_number',
    plain: by('plain_number'),
    fault: 'number_fault',
    rules: [
      required,
      (column) => String(column.type === 'integer'),
      (column) => bound(column.min, column),
      (column) => bound(column.max, column),
    ],
  },
  { list: 'dates', types: ['date'], fault: 'date_fault', ...times },
  { list: 'times', types: ['timestamp'], fault: 'time_fault', ...times, read: 'read_moment' },
  {
    list: 'months',
    types: ['month'],
    mark: 'mark_month',
    read: 'read_month',
    plain: by('plain_month'),
    fault: 'month_fault',
    rules: timeRules,
  },
  {
    list: 'answers',
    types: ['boolean'],
    mark: null,
    read: 'read_yes_no',
    plain: by('read_yes_no'),
    fault: 'answer_fault',
    rules: [required],
  },
  {
    list: 'codes',
    types: ['code'],
    mark: 'word_key',
    read: codeBy,
    plain: codeBy,
    fault: 'code_fault',
    rules: [required],
  },
  {
    list: 'texts',
    types: ['text'],
    mark: null,
    read: null,
    plain: (_, cell) => cell,
    fault: 'text_fault',
    rules: [required, ({ name }) => String(isIdentifier(name))],
  },
];

/** What a spreadsheet shows where a formula failed. */
const CELL_ERROR = '^#(REF|N/A|VALUE|NAME|DIV/0|NUM|NULL|SPILL|CALC|GETTING_DATA|FIELD)[!?]?$';

const listOf = (values: Iterable<string>): string => `[${[...values].map(literal).join(', ')}]`;

/** The code that a word stands for, as SQL; null where it is none of the words. */
const codeOfWord = (words: ReadonlyMap<string, string>, word: string): string =>
  `(${listOf(words.values())})[list_position(${listOf(words.keys())}, ${word})]`;

/** A macro that judges a cell: by `tests` where it was read, else as left out or as `unreadable`, which is SQL. */
const faultMacro = (name: string, rules: string, unreadable: string, tests: string[]): string =>
  `create or replace temp macro ${name}(cell, value, ${rules}) as
     case when value is not null then ${tests.length === 0 ? 'null' : `case ${tests.join(' ')} end`}
     when cell is null or is_nothing(cell) then case when required then 'required' end
     else ${unreadable} end`;

const rangeTests = [
  "when value < minimum then 'too_small'",
  "when value > maximum then 'too_large'",
];
const timeFault = (name: string, unreadable: string): string =>
  faultMacro(
    name,
    'required, latest, minimum, maximum, mark',
    `case when starts_with(mark, '%') then 'date_range'
       when lacks_year(mark) then 'year_missing' else '${unreadable}' end`,
    [
      `when value < timestamp '${EARLIEST}' or value > latest then 'date_out_of_range'`,
      ...rangeTests,
    ],
  );

/** Macros that judge a cell by its value; see {@link Reader.fault}. */
export const faultMacros: readonly string[] = [
  faultMacro('number_fault', 'required, whole, minimum, maximum', "'not_a_number'", [
    "when whole and value <> trunc(value) then 'not_whole'",
    ...rangeTests,
  ]),
  timeFault('date_fault', 'not_a_date'),
  timeFault('time_fault', 'not_a_time'),
  timeFault('month_fault', 'not_a_month'),
  faultMacro('answer_fault', 'required', "'not_yes_or_no'", []),
  faultMacro('code_fault', 'required', "'unknown_code'", []),
  `create or replace temp macro text_fault(cell, value, required, identifier) as
     case when required and (cell is null or (identifier and is_nothing(cell))) then 'required'
     when contains(cell, chr(65533)) then 'text_damaged'
     when starts_with(cell, '#') and regexp_matches(cell, '${CELL_ERROR}') then 'cell_error' end`,
];

/** Some columns of a contract as they are read: SQL in layers, each built on the ones before. */
export interface Reading {
  readonly columns: readonly Column[];
  /** Name of the list of values; null where each column has its own. */
  readonly list: string | null;
  /** Cells, half-width. */
  readonly cells: readonly string[];
  /** What patterns make of them, where a reader needs that. */
  readonly marks: readonly string[];
  readonly values: readonly string[];
  /** Faults, where it takes a column of its own to know them: built on the values. */
  readonly judged: readonly string[];
  /** The list of faults, in the order of `columns`, built on the judged columns. */
  readonly faults: string;
  /** One of the faults, or null where there is none: cheaper than the list. */
  readonly anyFault: string;
  /** The value of one of the columns. */
  readonly valueOf: (column: Column) => string;
}

export const rawName = (name: string): string => `raw_${name}`;

/** The columns that a reader has work with: with text only where it is required. */
export const columnsOf = (contract: Contract, { types }: Reader): Column[] => {
  const apart = namesUnit(contract) ? ['unit_code', 'unit_name'] : [];
  return contract.columns.filter(
    ({ name, type, required: wanted }) =>
      types.includes(type) && !apart.includes(name) && (type !== 'text' || wanted === true),
  );
};

/**
 * How the columns of a contract are read; columns that name a unit are judged apart.
 * @param plain columns known to hold nothing but plain cells, which are read by a cast alone
 * @param words how codes are written
 * @param plainRows whether the rows to be read hold nothing but plain cells in all columns; readings of
 *   the two sorts of rows name their faults in the same order
 */
export const readingsOf = (
  contract: Contract,
  plain: ReadonlySet<string>,
  words: CodeWords,
  plainRows = false,
): Reading[] =>
  READERS.flatMap((reader) => {
    const columns = columnsOf(contract, reader);
    const [cast, others] = [true, false].map((wanted) =>
      columns.filter(({ name }) => plain.has(name) === wanted),
    ) as [Column[], Column[]];
    const readOthers = plainRows ? plainReading : listReading;
    return [
      ...(cast.length > 0 ? [plainReading(reader, cast, words)] : []),
      ...(others.length > 0 ? [readOthers(reader, others, words)] : []),
    ];
  });

function plainReading(
  { plain, fault, rules }: Reader,
  columns: readonly Column[],
  words: CodeWords,
): Reading {
  const valueOf = ({ name }: Column) => `plain_${name}`;
  const judged = columns.map((column) => {
    const inputs = [rawName(column.name), valueOf(column), ...rules.map((rule) => rule(column))];
    if (isTime(column)) inputs.push('null');
    return `${fault}(${inputs.join(', ')})`;
  });
  return {
    columns,
    list: null,
    cells: [],
    marks: [],
    values: columns.map(
      (column) => `${plain(column, rawName(column.name), words)} as ${valueOf(column)}`,
    ),
    judged: [],
    faults: `[${judged.join(', ')}]`,
    anyFault: `coalesce(${judged.join(', ')}, null)`,
    valueOf,
  };
}

function listReading(reader: Reader, columns: readonly Column[], words: CodeWords): Reading {
  const { list, mark, read, fault, rules } = reader;
  const raw = `[${columns.map(({ name }) => rawName(name)).join(', ')}]`;
  const given = rules.map((rule) => `([${columns.map(rule).join(', ')}])[i]`);
  const marked = columns.every(isTime) ? [`${list}_marks[i]`] : [];
  const inputs = ['cell', `${list}[i]`, ...given, ...marked].join(', ');
  const cells = read ? `list_transform(${raw}, lambda cell: half_width(cell))` : raw;
  return {
    columns,
    list,
    cells: [`${cells} as ${list}_cells`],
    marks: mark
      ? [`list_transform(${list}_cells, lambda cell: ${mark}(cell)) as ${list}_marks`]
      : [],
    values: [`${listOfValues(reader, columns, words)} as ${list}`],
    judged: [
      `list_transform(${list}_cells, lambda cell, i: ${fault}(${inputs})) as ${list}_faults`,
    ],
    faults: `${list}_faults`,
    anyFault: `list_any_value(${list}_faults)`,
    valueOf: (column) => `${list}[${columns.indexOf(column) + 1}]`,
  };
}

function listOfValues(
  { list, mark, read }: Reader,
  columns: readonly Column[],
  words: CodeWords,
): string {
  if (read === null) return `${list}_cells`;
  if (typeof read === 'function') {
    return `[${columns.map((column, index) => read(column, `${list}_marks[${index + 1}]`, words)).join(', ')}]`;
  }
  return mark
    ? `list_transform(${list}_marks, lambda mark, i: ${read}(${list}_cells[i], mark))`
    : `list_transform(${list}_cells, lambda cell: ${read}(cell))`;
}
