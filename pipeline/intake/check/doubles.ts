import { text, type Contract, type Text } from '../../contracts/index.ts';
import { MOST_WARNINGS } from './warnings.ts';
import { literal } from './words.ts';

/** What is said of rows that seem to tell of one thing twice, and of returns that seem to be copies. */
const WORDS = {
  same_content: text(
    '与本表第 {detail} 行内容相同，只是编号不同；同一件事请只填一行',
    'Says the same as row {detail} of this table under another number; fill in one thing once',
  ),
  reported_before: text(
    '同样的内容已经报过：{detail}；同一件事请沿用原来的编号，不要另编新号',
    'The same was reported before: {detail}; keep its number for one and the same thing',
  ),
  text_copied: text(
    '本月新填的各行与上月的文字一模一样（{detail}）；请核对是否照抄了上月的表',
    'The new rows of this month are word for word those of the month before ({detail}); was its table copied?',
  ),
  copied_from_other_unit: text(
    '本月新填的各行与另一单位报送的一模一样（{detail}）；请核对是否报错了单位或抄了别校的表',
    'The new rows of this month are word for word those of another unit ({detail}); check the unit, and whether its table was copied',
  ),
} as const satisfies Record<string, Text>;

/** The temporary table of doubles that were found. */
export const doubleRowSql = `create or replace temp table double_row (
  file_id varchar, sheet varchar, row_number integer, unit_code varchar, report_month date,
  received_at timestamp, value varchar, code varchar, detail_zh varchar, detail_en varchar,
  other_file_id varchar)`;

/**
 * The statements that find doubles among all accepted rows of a dataset, as far as the rows just
 * checked may be concerned. What they say does not depend on which file was loaded first: of two alike
 * the one received later is the double, and rows of earlier loads are looked at again.
 */
export interface DoubleStatements {
  /** Fill `double_row`. */
  readonly find: readonly string[];
  /** Put its rows in the place of what was said of the same rows before, and count them anew. */
  readonly keep: readonly string[];
}

const ORDER = 'received_at, file_id, sheet, row_number';

/** Rows of one unit that are alike but for their number. */
function sameContentSql({ dataset, period, key, doubles }: Contract, checked: string): string {
  const columns = doubles?.columns ?? [];
  const number = key.filter((name) => name !== 'unit_code' && name !== period);
  const month = period ?? 'null::date';
  const elsewhere = period
    ? 'earliest.report_month <> report_month'
    : 'earliest.file_id <> file_id';
  return `insert into double_row
with told as (
  select
    file_id, sheet, row_number, received_at, unit_code, ${month} as report_month,
    ${doubles?.column}::varchar as value,
    concat_ws('/', ${number.join(', ')}) as number,
    hash(${columns.join(', ')}) as content
  from intake.${dataset}
  where unit_code in (select unit_code from ${checked} where not faulty)
    and ${doubles?.column} is not null
),
alike as (
  select unit_code, content from told group by all having count(*) > 1
),
placed as (
  select
    told.*,
    first_value({'file_id': file_id, 'report_month': report_month, 'number': number, 'row': row_number}) over (
      partition by unit_code, content order by ${ORDER}) as earliest,
    first_value({'sheet': sheet, 'row': row_number}) over (
      partition by unit_code, content, file_id, report_month order by sheet, row_number) as first_here
  from told
  join alike using (unit_code, content)
),
judged as (
  select
    *,
    case when first_here.sheet <> sheet or first_here.row <> row_number then 'same_content'
    when ${elsewhere} and earliest.number <> number then 'reported_before' end as code
  from placed
)
select
    file_id, sheet, row_number, unit_code, report_month, received_at, value, code,
    case code when 'same_content' then first_here.row::varchar
    else concat(strftime(earliest.report_month, '%Y年%-m月'), '编号 ', earliest.number) end,
    case code when 'same_content' then first_here.row::varchar
    else concat(strftime(earliest.report_month, '%Y-%m, '), 'number ', earliest.number) end,
    case when code = 'reported_before' and earliest.file_id <> file_id then earliest.file_id end
from judged
where code is not null
qualify row_number() over (partition by file_id, code order by sheet, row_number) <= ${MOST_WARNINGS}`;
}

/** The returns of the months concerned and of those beside them, each with prints of its new rows. */
const freshSql = ({ dataset, doubles }: Contract, checked: string): string => `with months as (
  select distinct report_month as month from ${checked} where not faulty
),
near as (
  select distinct unnest([month, (month - interval '1 month')::date, (month + interval '1 month')::date]) as month
  from months
),
fresh as materialized (
  select
    file_id, unit_code, report_month, min(received_at) as received_at, count(*) as rows,
    sum(hash(${doubles?.copies?.words.join(', ')})::hugeint) as words,
    sum(hash(${doubles?.columns.join(', ')})::hugeint) as content
  from intake.${dataset}
  where report_month in (select month from near) and ${doubles?.copies?.fresh}
  group by file_id, unit_code, report_month
  having count(*) > 1
)`;

/** Returns whose new rows are, word for word, as many as those of the month before. */
const textCopied = `select
    later.file_id, later.unit_code, later.report_month, 'text_copied' as code,
    strftime(any_value(earlier.report_month), '%Y年%-m月') as zh,
    strftime(any_value(earlier.report_month), '%Y-%m') as en,
    nullif(min(earlier.file_id), later.file_id) as other_file_id
  from fresh as later
  join fresh as earlier
    on earlier.unit_code = later.unit_code
    and earlier.report_month = later.report_month - interval '1 month'
    and earlier.rows = later.rows
    and earlier.words = later.words
  where exists (
    from months where month in (later.report_month, later.report_month - interval '1 month'))
  group by later.file_id, later.unit_code, later.report_month`;

/** Returns whose new rows are, word for word and day for day, those of a unit that sent them earlier. */
const copiedFromOther = `select
    file_id, unit_code, report_month, 'copied_from_other_unit' as code,
    earliest.unit_code as zh, earliest.unit_code as en,
    nullif(earliest.file_id, file_id) as other_file_id
  from (
    select
      *,
      first_value({'unit_code': unit_code, 'file_id': file_id}) over (
        partition by report_month, rows, content order by received_at, file_id, unit_code) as earliest
    from fresh
    where report_month in (select month from months)
  )
  where earliest.unit_code <> unit_code`;

/**
 * The statement that says of the new rows of returns that they are copies. All rows of a large file may
 * be: where the last that is told of stands is found first, so that no more are gathered and sorted.
 */
const copiesSql = (contract: Contract, checked: string): string => {
  const { dataset, doubles } = contract;
  const rowsOfCopies = `from intake.${dataset} as accepted
join copied using (file_id, unit_code, report_month)`;
  const place = "{'sheet': sheet, 'row': row_number}";
  return `insert into double_row
${freshSql(contract, checked)},
copied as materialized (
  ${textCopied}
  union all
  ${copiedFromOther}
),
cut as (
  select file_id, code, list_last(min(${place}, ${MOST_WARNINGS})) as last_place
  ${rowsOfCopies}
  where ${doubles?.copies?.fresh}
  group by file_id, code
)
select
    file_id, sheet, row_number, unit_code, report_month, accepted.received_at,
    ${doubles?.column}::varchar, code, zh, en, other_file_id
${rowsOfCopies}
join cut using (file_id, code)
where ${doubles?.copies?.fresh} and ${place} <= last_place`;
};

const filled = (language: 'zh' | 'en'): string =>
  `replace(case code ${Object.entries(WORDS)
    .map(([code, words]) => `when ${literal(code)} then ${literal(words[language])}`)
    .join(' ')} end, '{detail}', detail_${language})`;

/**
 * Writes the statements for a dataset; undefined where its contract does not say what doubles are.
 * @param checked the rows just checked, as a relation in SQL
 */
export function doubleStatements(
  contract: Contract,
  checked: string,
): DoubleStatements | undefined {
  const { dataset, doubles } = contract;
  if (!doubles) return undefined;
  const codes = Object.keys(WORDS).map(literal).join(', ');
  return {
    find: [
      sameContentSql(contract, checked),
      ...(doubles.copies ? [copiesSql(contract, checked)] : []),
    ],
    keep: [
      `delete from intake.warning
where dataset = ${literal(dataset)}
  and reason_code in (${codes})
  and (file_id, sheet, row_number, reason_code) in (select (file_id, sheet, row_number, code) from double_row)`,
      `insert into intake.warning
select
    file_id, sheet, row_number, ${literal(dataset)}, ${literal(doubles.column)}, null, null, value, code,
    ${filled('zh')}, ${filled('en')}, unit_code, report_month, null, received_at, other_file_id
from double_row`,
      `update intake.file
set rows_warned = counted.rows
from (
  select file_id, count(distinct (sheet, row_number))::integer as rows
  from intake.warning
  where file_id in (select file_id from double_row)
  group by file_id
) as counted
where counted.file_id = file.file_id`,
      'truncate double_row',
    ],
  };
}
