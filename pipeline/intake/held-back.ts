import type { DuckDBConnection } from '@duckdb/node-api';
import { contracts } from '../contracts/index.ts';
import { filesByHeaders } from './bureau/headers.ts';
import { literal } from './check/words.ts';

/** Columns that hold codes, each with its list. */
const codeColumns = contracts.flatMap(({ dataset, columns }) =>
  columns.flatMap(({ name, codes }) => (codes ? [{ dataset, column: name, list: codes }] : [])),
);

/** Which list each column that holds codes has, as a query. */
export const codeColumnsSql = `select * from (values ${codeColumns
  .map(({ dataset, column, list }) => `(${[dataset, column, list].map(literal).join(', ')})`)
  .join(', ')}) as item(dataset, column_name, list)`;

const withUnits = contracts.filter(
  ({ dataset, columns }) => dataset !== 'unit' && columns.some(({ name }) => name === 'unit_code'),
);

/** Faults that would be none by what is known now: of units, and of words for codes. */
const forUnits = `select file_id from intake.quarantine
  where reason_code = 'unit_unknown' and (
    (column_name = 'unit_code' and half_width(value) in (select written_code from known_unit))
    or (column_name = 'unit_name' and word_key(half_width(value)) in (select name from known_unit_name))
  )`;

const forWords = `select quarantine.file_id
  from intake.quarantine
  join (${codeColumnsSql}) as code_column using (dataset, column_name)
  join intake.code_word
    on code_word.list = code_column.list
    and word_key(half_width(code_word.word)) = word_key(half_width(quarantine.value))
  where quarantine.reason_code = 'unknown_code'`;

const forTitles = `select file_id from intake.file
  where error_code = 'unit_not_named'
  and exists (
    from known_unit_name where in_titles and contains(word_key(half_width(file_name)), name)
  )`;

/** Files read by a meaning that a word or name no longer has: any of theirs may have been that word. */
const byOldWords = `select accepted.file_id
  from (${codeColumns
    .map(
      ({ dataset, column, list }) =>
        `select distinct file_id, ${literal(list)} as list, ${column} as code from intake.${dataset}`,
    )
    .join('\n  union all ')}) as accepted
  join intake.code_word on code_word.list = accepted.list and code_word.replaces = accepted.code
  join intake.file as earlier
    on earlier.file_id = accepted.file_id and earlier.loaded_at <= code_word.decided_at`;

const byOldNames = `select accepted.file_id
  from (${withUnits
    .map(({ dataset }) => `select distinct file_id, unit_code from intake.${dataset}`)
    .join('\n  union all ')}) as accepted
  join intake.unit_alias on unit_alias.replaces = accepted.unit_code
  join intake.file as earlier
    on earlier.file_id = accepted.file_id and earlier.loaded_at <= unit_alias.decided_at`;

/** Fingerprints of the files that would be read otherwise by what is known now, in the order of their coming. */
export async function filesHeldBack(connection: DuckDBConnection): Promise<string[]> {
  const queries = [forUnits, forWords, forTitles];
  const reader = await connection.runAndReadAll(
    `select
       exists (from intake.code_word where replaces is not null),
       exists (from intake.unit_alias where replaces is not null)`,
  );
  const [words, names] = reader.getRowsJS()[0] ?? [];
  if (words === true) queries.push(byOldWords);
  if (names === true) queries.push(byOldNames);
  const ids = await filesByHeaders(connection);
  if (ids.length > 0) queries.push(`select unnest([${ids.map(literal).join(', ')}])`);
  const files = await connection.runAndReadAll(
    `select file_id from intake.file
     where file_id in (${queries.join('\n union all ')})
     order by received_at, file_name`,
  );
  return (files.getColumnsJS()[0] ?? []).map(String);
}
