import type { Contract } from '../../contracts/index.ts';
import {
  blamedColumns,
  checkedName,
  checkedQuery,
  lines,
  type StagedRows,
} from './checked-rows.ts';
import type { CodeWords } from './code-words.ts';
import { plainTests } from './plain-cells.ts';
import { quarantineSql } from './quarantine.ts';
import { readingsOf } from './readers.ts';
import { keepWarningsSql, oddRowsSql } from './warnings.ts';
import { yearLayers } from './years.ts';

/** A file is looked at so far before all its rows are thought to be as clean. */
const EARLY_ROWS = 20_000;

/**
 * The statements that type and check all staged rows of a dataset at once. They take no parameters:
 * DuckDB would plan them anew at each run.
 */
export interface CheckStatements {
  /** Fills `checked_<dataset>`: typed rows, each with the codes of its faults. */
  readonly check: string;
  /** The same for the rows whose cells are all plain, which takes a small part of the time. */
  readonly checkPlain: string;
  /** And for the others. */
  readonly checkOthers: string;
  /**
   * Puts the rows without fault straight into `intake.<dataset>`: it and the next take the place of
   * `check` and `accept` where all cells are plain.
   */
  readonly keepFaultless: string;
  /** Fills `checked_<dataset>` with the faulty rows alone. */
  readonly checkFaulty: string;
  /** Tells whether any of the first rows is faulty. */
  readonly faultyEarly: string;
  /**
   * Counts, for each file, its rows, those without fault, and how many of these differ in the hash of
   * their natural key: fewer, if ever so seldom, than differ in the key.
   */
  readonly tally: string;
  /** Marks those that repeat an earlier row's natural key. */
  readonly markRepeated: string;
  /** Moves the rows without fault to `intake.<dataset>`. */
  readonly accept: string;
  /** Keeps each fault of the others in `intake.quarantine`. */
  readonly quarantine: string;
  /** Finds what is odd about the rows without fault; empty where no rule of the contract asks. */
  readonly warn: string;
  /** Keeps what was found in `intake.warning`. */
  readonly keepWarnings: string;
}

/**
 * Writes the statements that check a dataset's staged rows.
 * @param words how codes are written
 * @param options `written`: the staged rows for the check alone, with cells written otherwise but of
 *   the same value; `versions`: whether one file may hold several states of a row, told apart by
 *   `received_at`; `plain`: columns known to hold nothing but plain cells;
 *   `years`: whether there may be days whose year is short or left out, or ranges of days
 */
export function checkStatements(
  contract: Contract,
  staged: StagedRows,
  words: CodeWords,
  {
    versions = false,
    plain = new Set(),
    years = true,
    written = staged,
  }: {
    readonly written?: StagedRows;
    readonly versions?: boolean;
    readonly plain?: ReadonlySet<string>;
    readonly years?: boolean;
  } = {},
): CheckStatements {
  const checked = checkedName(contract);
  const readings = readingsOf(contract, plain, words);
  const layers = years ? yearLayers(contract, readings) : [];
  const blamed = blamedColumns(contract, readings);
  const key = [...contract.key, ...(versions ? ['received_at'] : [])].join(', ');
  const isPlain = plainTests(contract, words)
    .flatMap((test) => (plain.has(test.name) || test.isPlain === 'true' ? [] : [test.isPlain]))
    .join('\n    and ');
  // Only from without: what a row is may depend on the rows beside it.
  const rowsWhere = (condition: string) => `select * from (${written()}) where ${condition}`;
  const plainReadings = readingsOf(contract, plain, words, true);
  const fill = (query: string) => `insert into ${checked}\n${query}`;
  const all = checkedQuery(contract, written(), readings, layers);
  const early = checkedQuery(contract, written(`row_number <= ${EARLY_ROWS}`), readings, layers);
  const names = contract.columns.map(({ name }) => name);
  const kept = ['file_id', 'sheet', 'row_number', 'received_at', ...names, 'other_columns'];
  // By name: in a warehouse that has gained columns these stand last.
  const keep = `insert into intake.${contract.dataset} (${kept.join(', ')})
select
    ${lines(kept.map((name) => (name === 'other_columns' ? `${name}::json` : name)))}`;
  return {
    check: fill(all),
    checkPlain: fill(checkedQuery(contract, rowsWhere(isPlain || 'true'), plainReadings, [])),
    checkOthers: fill(
      checkedQuery(contract, rowsWhere(`not (${isPlain || 'true'})`), readings, layers),
    ),
    keepFaultless: `${keep}
from (${all})
where not faulty`,
    checkFaulty: fill(`select * from (${all}) where faulty`),
    faultyEarly: `select exists (from (${early}) where faulty)`,
    tally: `select
    file_id,
    count(*),
    count(*) filter (where not faulty),
    count(distinct hash(${key})) filter (where not faulty)
from ${checked}
group by file_id`,
    markRepeated: `update ${checked}
set faulty = true, faults = list_resize([], ${blamed.length - 1}, null) || ['repeated']
where rowid in (
  select rowid from (
    select rowid, row_number() over (partition by file_id, ${key} order by table_number, row_number) as nth
    from ${checked}
    where not faulty
  )
  where nth > 1
)`,
    accept: `${keep}
from ${checked}
where not faulty`,
    quarantine: quarantineSql(contract, staged, checked, blamed),
    warn: contract.warnings ? oddRowsSql(contract, checked) : '',
    keepWarnings: keepWarningsSql(contract, staged),
  };
}
