import type { Contract } from '../../contracts/index.ts';
import { rawName } from './readers.ts';
import type { StagedRows } from './checked-rows.ts';
import { literal } from './words.ts';

/** The natural key of a row that a later row of the same key replaces; null where a part is missing. */
const keyOf = ({ supersedes, key }: Contract): string =>
  supersedes === 'row' ? key.map((name) => `checked.${name}`).join(` || '|' || `) : 'null::varchar';

/**
 * The statement that keeps each fault of the faulty rows in a row of its own.
 * @param checked the table of checked rows
 * @param blamed the column that each item of its `faults` blames
 */
export function quarantineSql(
  contract: Contract,
  staged: StagedRows,
  checked: string,
  blamed: readonly string[],
): string {
  const has = (name: string) => contract.columns.some((column) => column.name === name);
  const ofFaultyRows = `(table_number, row_number) in (select (table_number, row_number) from ${checked} where faulty)`;
  return `insert into intake.quarantine (
  file_id, sheet, row_number, dataset, column_name, header, cell, value, reason_code, reason_zh,
  reason_en, unit_code, report_month, row_text, received_at, row_key)
with staged as (${staged(ofFaultyRows)}),
faults as (
  select distinct
    checked.file_id,
    checked.table_number,
    checked.sheet,
    checked.row_number,
    checked.file_received_at,
    ${has('unit_code') ? 'checked.unit_code' : 'null::varchar'} as unit_code,
    ${contract.period ? `checked.${contract.period}` : 'null::date'} as report_month,
    staged.row_text,
    ${keyOf(contract)} as row_key,
    unnest(checked.faults) as code,
    unnest([${blamed.map(literal).join(', ')}]) as column_name,
    unnest([${blamed.map(rawName).join(', ')}]) as value
  from ${checked} as checked
  join staged using (table_number, row_number)
  where checked.faulty
)
select
    faults.file_id,
    sheet,
    row_number,
    ${literal(contract.dataset)},
    faults.column_name,
    heading.header,
    heading.letters || row_number,
    value,
    faults.code,
    replace(reason.zh, '{value}', coalesce(value, '')),
    replace(reason.en, '{value}', coalesce(value, '')),
    unit_code,
    report_month,
    row_text::json,
    file_received_at,
    row_key
from faults
join reason
  on reason.dataset = ${literal(contract.dataset)}
  and reason.column_name = faults.column_name
  and reason.code = faults.code
left join heading
  on heading.table_number = faults.table_number
  and heading.column_name = faults.column_name
order by faults.table_number, row_number`;
}
