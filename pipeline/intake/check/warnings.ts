import type { Contract, RowWarning } from '../../contracts/index.ts';
import { rawName } from './readers.ts';
import type { StagedRows } from './checked-rows.ts';
import { literal } from './words.ts';

/** A file may be odd in every row; so many of a kind are enough to show what is the matter. */
export const MOST_WARNINGS = 10_000;

/** The temporary table of warnings about checked rows, before their cells are looked up. */
export const oddRowSql = `create or replace temp table odd_row (
  file_id varchar, table_number integer, sheet varchar, row_number integer, unit_code varchar,
  report_month date, received_at timestamp, column_name varchar, code varchar,
  detail_zh varchar, detail_en varchar)`;

/** Days of a file that lie so many months apart do not hang together. */
const APART = 10;

/** What rules may look at besides the row; see {@link RowWarning.beside}. `column` is the one blamed. */
const SURROUNDINGS: Record<
  NonNullable<RowWarning['beside']>,
  (checked: string, column: string) => string
> = {
  people: () => `left join (
    select unit_code, arg_max(students + staff, received_at) as people
    from intake.unit group by unit_code
  ) as registered using (unit_code)`,
  // Rows of the ledger that are held back count too: the return speaks of them.
  ledger: (checked) => `left join (
    select
      file_id, unit_code, report_month, count(*)::integer as ledger_rows,
      (count(*) filter (where found_date >= report_month))::integer as ledger_fresh,
      (count(*) filter (where severity is null or severity = 'major'))::integer as ledger_major
    from (
      select file_id, unit_code, report_month, found_date, severity from intake.hazard
      union all
      select distinct on (file_id, sheet, row_number) file_id, unit_code, report_month, null, null
      from intake.quarantine where dataset = 'hazard'
    )
    where file_id in (select file_id from ${checked})
    group by file_id, unit_code, report_month
  ) as ledger using (file_id, unit_code, report_month)`,
  // A few: one day, or one in ten, and no more than half of the rows.
  days: (checked, column) => `left join (
    select
      file_id, count(*) as days,
      max(day) filter (
        where day_before < day - interval ${APART} month
          and (days_before = 1 or days_before * 10 <= days_all) and rows_before * 2 <= rows_all
      ) as days_from
    from (
      select
        file_id, day, lag(day) over earlier as day_before, row_number() over earlier - 1 as days_before,
        sum(day_rows) over earlier - day_rows as rows_before,
        count(*) over (partition by file_id) as days_all, sum(day_rows) over (partition by file_id) as rows_all
      from (
        select file_id, ${column}::date as day, count(*) as day_rows
        from ${checked} where not faulty and ${column} is not null group by all
      )
      window earlier as (partition by file_id order by day)
    )
    group by file_id
  ) as days_of_file using (file_id)`,
};

const lines = (items: readonly string[]): string => items.join(',\n    ');

/** The statement that finds what is odd about checked rows without fault, of which rules speak. */
export function oddRowsSql(contract: Contract, checked: string): string {
  const { warnings = [], columns, period } = contract;
  const beside = new Map(
    warnings.flatMap(({ beside: name, column }) => (name ? [[name, column] as const] : [])),
  );
  const details = (language: 'zh' | 'en') => {
    const cases = warnings.flatMap(({ code, detail }) =>
      detail ? [`when ${literal(code)} then ${detail[language]}`] : [],
    );
    return cases.length === 0 ? 'null' : `case code ${cases.join(' ')} end`;
  };
  const hasUnit = columns.some(({ name }) => name === 'unit_code');
  const ofReturns = warnings.flatMap(({ code, of }) => (of === 'return' ? [literal(code)] : []));
  const firstOfReturn = `qualify code not in (${ofReturns.join(', ')}) or row_number() over (
    partition by file_id, odd.unit_code, odd.${period}, code order by table_number, odd.row_number) = 1`;
  return `insert into odd_row
with looked_at as (
  select *
  from ${checked}
  ${[...beside].map(([name, column]) => SURROUNDINGS[name](checked, column)).join('\n  ')}
  where not faulty and (${warnings.map(({ fault }) => `(${fault})`).join('\n    or ')})
),
judged as (
  select *, [
    ${lines(warnings.map(({ code, fault }) => `case when ${fault} then ${literal(code)} end`))}
  ] as codes
  from looked_at
),
odd as (
  select *, unnest(codes) as code, unnest([${warnings.map(({ column }) => literal(column)).join(', ')}]) as column_name
  from judged
),
named as (
  select distinct
    file_id,
    table_number,
    sheet,
    row_number,
    ${hasUnit ? 'unit_code' : 'null as unit_code'},
    ${period ?? 'null'} as report_month,
    file_received_at,
    column_name,
    code,
    ${details('zh')} as detail_zh,
    ${details('en')} as detail_en
  from odd
  where code is not null
  ${ofReturns.length > 0 ? firstOfReturn : ''}
)
from named
qualify row_number() over (partition by file_id, code order by table_number, row_number) <= ${MOST_WARNINGS}`;
}

/** The statement that keeps the warnings of `odd_row`, each with its cell. */
export function keepWarningsSql({ dataset, warnings = [] }: Contract, staged: StagedRows): string {
  const cells = [...new Set(warnings.map(({ column }) => column))];
  const value =
    cells.length === 0
      ? 'null::varchar'
      : `case odd_row.column_name ${cells.map((name) => `when ${literal(name)} then ${rawName(name)}`).join(' ')} end`;
  const filled = (language: 'zh' | 'en') =>
    `replace(replace(reason.${language}, '{value}', coalesce(${value}, '')), '{detail}', coalesce(odd_row.detail_${language}, ''))`;
  const ofOddRows =
    '(table_number, row_number) in (select (table_number, row_number) from odd_row)';
  return `insert into intake.warning
with staged as (
  select distinct on (table_number, row_number) * from (${staged(ofOddRows)})
)
select
    odd_row.file_id,
    odd_row.sheet,
    odd_row.row_number,
    ${literal(dataset)},
    odd_row.column_name,
    heading.header,
    heading.letters || odd_row.row_number,
    ${value},
    odd_row.code,
    ${filled('zh')},
    ${filled('en')},
    odd_row.unit_code,
    odd_row.report_month,
    staged.row_text::json,
    odd_row.received_at,
    null
from odd_row
join staged using (table_number, row_number)
join reason
  on reason.dataset = ${literal(dataset)}
  and reason.column_name = odd_row.column_name
  and reason.code = odd_row.code
left join heading
  on heading.table_number = odd_row.table_number
  and heading.column_name = odd_row.column_name`;
}
