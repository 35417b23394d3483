import type { DuckDBConnection } from '@duckdb/node-api';
import { codeLists, text, type CodeListName, type Text } from '../../contracts/index.ts';
import { wordKey } from '../check/words.ts';
import { codeColumnsSql } from '../held-back.ts';
import { Session } from '../session.ts';
import { codeSimilarity, nameSimilarity, wordSimilarity } from './similarity.ts';

/** What a value may mean; for a person to judge, never assumed. */
export interface Proposal {
  /** Code of the list, or of the unit. */
  readonly code: string;
  readonly label: Text;
  /** 0 to 1. */
  readonly similarity: number;
}

/** A word or a unit in files held back that maps to nothing. */
export interface UnmappedValue {
  readonly kind: 'code' | 'unit';
  /** The code list; null for a unit. */
  readonly list: CodeListName | null;
  readonly dataset: string;
  readonly column: string;
  readonly value: string;
  readonly rows: number;
  readonly files: number;
  /** At most three, the likeliest first. */
  readonly proposals: readonly Proposal[];
}

interface Unit {
  readonly code: string;
  readonly name: string;
}

const PROPOSALS = 3;
const LEAST_SIMILAR = 0.6;

/** Comparing takes time: rarer values beyond these many are listed without proposals. */
const VALUES_COMPARED = 500;

/** Values that map to nothing, those that hold back most rows first. */
export async function unmappedValues(connection: DuckDBConnection): Promise<UnmappedValue[]> {
  await Session.of(connection);
  const units = await unitsOf(connection);
  const reader = await connection.runAndReadAll(
    `select
       list, dataset, column_name, min(value) as value,
       count(distinct (file_id, sheet, row_number))::integer as rows,
       count(distinct file_id)::integer as files,
       min(row_text)::varchar as example
     from intake.quarantine
     left join (${codeColumnsSql}) as code_column using (dataset, column_name)
     where reason_code in ('unknown_code', 'unit_unknown')
       and value is not null
       and file_id not in (select replaces from intake.file where replaces is not null)
     group by list, dataset, column_name, word_key(half_width(value))
     order by rows desc, dataset, column_name, value`,
  );
  return reader.getRowObjectsJS().map((row, index): UnmappedValue => {
    const list = row['list'] === null ? null : (String(row['list']) as CodeListName);
    const value = String(row['value']);
    const column = String(row['column_name']);
    const propose = (): Proposal[] => {
      if (list) return codesLike(list, value);
      return column === 'unit_code'
        ? unitsOfCodeLike(units, value, cellsOf(String(row['example'])))
        : unitsLike(units, value);
    };
    return {
      kind: list ? 'code' : 'unit',
      list,
      dataset: String(row['dataset']),
      column,
      value,
      rows: Number(row['rows']),
      files: Number(row['files']),
      proposals: index < VALUES_COMPARED ? propose() : [],
    };
  });
}

/** Units by the names that they bear or bore; the newest name of each is the one to be shown. */
async function unitsOf(connection: DuckDBConnection): Promise<readonly Unit[]> {
  const reader = await connection.runAndReadAll(
    `select unit_code, unit_name from intake.unit group by all
     union select unit_code, alias from intake.unit_alias
     order by all`,
  );
  return reader.getRowsJS().map(([code, name]) => ({ code: String(code), name: String(name) }));
}

/** The likeliest of some proposals, each code once. */
function best(proposals: readonly Proposal[], least: number): Proposal[] {
  const sorted = proposals
    .filter(({ similarity }) => similarity >= least)
    .toSorted((one, other) => other.similarity - one.similarity);
  const first = new Map<string, Proposal>();
  for (const proposal of sorted) if (!first.has(proposal.code)) first.set(proposal.code, proposal);
  return [...first.values()].slice(0, PROPOSALS);
}

const rounded = (similarity: number): number => Math.round(similarity * 100) / 100;

function codesLike(list: CodeListName, value: string): Proposal[] {
  const written = wordKey(value);
  const proposals = codeLists[list].codes.map(({ code, label, synonyms }) => ({
    code,
    label,
    similarity: rounded(
      Math.max(
        ...[label.zh, label.en, ...synonyms].map((word) => wordSimilarity(written, wordKey(word))),
      ),
    ),
  }));
  return best(proposals, LEAST_SIMILAR);
}

const proposalOf = ({ code, name }: Unit, similarity: number): Proposal => ({
  code,
  label: text(name, name),
  similarity: rounded(similarity),
});

const unitsLike = (units: readonly Unit[], value: string): Proposal[] =>
  best(
    units.map((unit) => proposalOf(unit, nameSimilarity(wordKey(value), wordKey(unit.name)))),
    LEAST_SIMILAR,
  );

/** A wrong code may be a slip of the pen; the name that stands in the same row says more. */
const unitsOfCodeLike = (
  units: readonly Unit[],
  value: string,
  cells: ReadonlySet<string>,
): Proposal[] =>
  best(
    units.map((unit) =>
      proposalOf(unit, cells.has(wordKey(unit.name)) ? 1 : codeSimilarity(value, unit.code)),
    ),
    LEAST_SIMILAR,
  );

/** Rows as written are masked for who may not read names: then there is only the code to go by. */
const cellsOf = (rowText: string): ReadonlySet<string> =>
  new Set(
    rowText.startsWith('[')
      ? (JSON.parse(rowText) as unknown[]).map((cell) => wordKey(String(cell)))
      : [],
  );
