import {
  codeLists,
  type CodeListName,
  type Column,
  type ColumnType,
  type Contract,
} from '../../contracts/index.ts';
import { EARLIEST, yearsAhead } from './dates.ts';
import { isTime, namesUnit } from './reasons.ts';
import { literal, wordKey } from './words.ts';

/**
 * Columns that are read alike. All of them are read by one expression over a list of cells, not by
 * one a column: DuckDB makes patterns ready and sets memory aside for each expression of each run,
 * which for a small file costs more than all the rest.
 */
interface Reader {
  /** Name of the list of values. */
  readonly list: string;
  readonly types: readonly ColumnType[];
  /** Macro that makes a mark of a cell that the cheap way does not read; null where none is needed. */
  readonly mark: string | null;
  /**
   * Macro from a cell (and its mark) to a value, or what makes a value of a column's mark;
   * null where the cell is the value.
   */
  readonly read: string | ((column: Column, mark: string) => string) | null;
  /** Macro from a cell and its value to the code of what is wrong, or null. */
  readonly fault: string;
  /** What {@link fault} takes besides, for a column. */
  readonly rules: readonly ((column: Column) => string)[];
}

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

const times = { mark: 'mark_time', read: 'read_time', rules: timeRules };

const READERS: readonly Reader[] = [
  {
    list: 'numbers',
    types: ['integer', 'number'],
    mark: 'mark_number',
    read: 'read_number',
    fault: 'number_fault',
    rules: [
      required,
      (column) => String(column.type === 'integer'),
      (column) => bound(column.min, column),
      (column) => bound(column.max, column),
    ],
  },
  { list: 'dates', types: ['date'], fault: 'date_fault', ...times },
  { list: 'times', types: ['timestamp'], fault: 'time_fault', ...times },
  {
    list: 'months',
    types: ['month'],
    mark: 'mark_month',
    read: 'read_month',
    fault: 'month_fault',
    rules: timeRules,
  },
  {
    list: 'answers',
    types: ['boolean'],
    mark: null,
    read: 'read_yes_no',
    fault: 'answer_fault',
    rules: [required],
  },
  {
    list: 'codes',
    types: ['code'],
    mark: 'word_key',
    read: ({ codes }, mark) => (codes ? codeOfWord(codes, mark) : 'null'),
    fault: 'code_fault',
    rules: [required],
  },
  {
    list: 'texts',
    types: ['text'],
    mark: null,
    read: null,
    fault: 'text_fault',
    rules: [required],
  },
];

/** The ways in which the codes of a list are written, as keys, each with its code. */
function codeWords(list: CodeListName): Map<string, string> {
  const words = new Map<string, string>();
  for (const { code, label, synonyms } of codeLists[list].codes) {
    for (const word of [code, label.zh, label.en, ...synonyms]) {
      const key = wordKey(word);
      if (!words.has(key)) words.set(key, code);
    }
  }
  return words;
}

const listOf = (values: Iterable<string>): string => `[${[...values].map(literal).join(', ')}]`;

/** The code that a word stands for, as SQL; null where it is none of the list's words. */
const codeOfWord = (list: CodeListName, word: string): string =>
  `(${listOf(codeWords(list).values())})[list_position(${listOf(codeWords(list).keys())}, ${word})]`;

const timeFault = (name: string, unreadable: string): string =>
  `create or replace temp macro ${name}(cell, value, required, latest, minimum, maximum) as
     case when not is_said(cell, value) then case when required then 'required' end
     when value is null then '${unreadable}'
     when value < timestamp '${EARLIEST}' or value > latest then 'date_out_of_range'
     when value < minimum then 'too_small'
     when value > maximum then 'too_large' end`;

/** Macros that judge a cell by its value; see {@link Reader.fault}. */
export const faultMacros: readonly string[] = [
  `create or replace temp macro is_said(cell, value) as
     cell is not null and (value is not null or not is_nothing(cell))`,
  `create or replace temp macro number_fault(cell, value, required, whole, minimum, maximum) as
     case when not is_said(cell, value) then case when required then 'required' end
     when value is null then 'not_a_number'
     when whole and value <> trunc(value) then 'not_whole'
     when value < minimum then 'too_small'
     when value > maximum then 'too_large' end`,
  timeFault('date_fault', 'not_a_date'),
  timeFault('time_fault', 'not_a_time'),
  timeFault('month_fault', 'not_a_month'),
  `create or replace temp macro answer_fault(cell, value, required) as
     case when not is_said(cell, value) then case when required then 'required' end
     when value is null then 'not_yes_or_no' end`,
  `create or replace temp macro code_fault(cell, value, required) as
     case when not is_said(cell, value) then case when required then 'required' end
     when value is null then 'unknown_code' end`,
  `create or replace temp macro text_fault(cell, value, required) as
     case when required and value is null then 'required' end`,
];

/** A reader at work on a contract: lists as SQL, each built on the ones before. */
export interface Reading {
  readonly columns: readonly Column[];
  /** `<list>_cells`: the cells, half-width. */
  readonly cells: string;
  /** `<list>_marks`; null where the reader needs none. */
  readonly marks: string | null;
  /** `<list>`: the values. */
  readonly values: string;
  /** The faults, in the order of `columns`. */
  readonly faults: string;
  /** The value of one of the columns. */
  readonly valueOf: (column: Column) => string;
}

export const rawName = (name: string): string => `raw_${name}`;

/** How the columns of a contract are read; columns that name a unit are judged apart. */
export function readingsOf(contract: Contract): Reading[] {
  const apart = namesUnit(contract) ? ['unit_code', 'unit_name'] : [];
  return READERS.flatMap((reader) => {
    const columns = contract.columns.filter(
      ({ name, type }) => reader.types.includes(type) && !apart.includes(name),
    );
    return columns.length === 0 ? [] : [readingOf(reader, columns)];
  });
}

function readingOf({ list, mark, read, fault, rules }: Reader, columns: Column[]): Reading {
  const raw = `[${columns.map(({ name }) => rawName(name)).join(', ')}]`;
  const given = rules.map((rule) => `([${columns.map(rule).join(', ')}])[i]`);
  const inputs = ['cell', `${list}[i]`, ...given].join(', ');
  return {
    columns,
    cells: `${read ? `list_transform(${raw}, lambda cell: half_width(cell))` : raw} as ${list}_cells`,
    marks: mark && `list_transform(${list}_cells, lambda cell: ${mark}(cell)) as ${list}_marks`,
    values: `${valuesSql(list, mark, read, columns)} as ${list}`,
    faults: `list_transform(${list}_cells, lambda cell, i: ${fault}(${inputs}))`,
    valueOf: (column) => `${list}[${columns.indexOf(column) + 1}]`,
  };
}

function valuesSql(
  list: string,
  mark: Reader['mark'],
  read: Reader['read'],
  columns: readonly Column[],
): string {
  if (read === null) return `${list}_cells`;
  if (typeof read === 'function') {
    return `[${columns.map((column, index) => read(column, `${list}_marks[${index + 1}]`)).join(', ')}]`;
  }
  return mark
    ? `list_transform(${list}_marks, lambda mark, i: ${read}(${list}_cells[i], mark))`
    : `list_transform(${list}_cells, lambda cell: ${read}(cell))`;
}
