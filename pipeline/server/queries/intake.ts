import { namedQuery, optional, type NamedQuery } from '../named-query.ts';
import { personalColumns } from './select-list.ts';

/** What was handed in, how it was read, and what was not accepted. */
export const intakeQueries: readonly NamedQuery[] = [
  namedQuery(
    'file',
    `select
  file_id,
  file_name,
  file_kind,
  encoding,
  cast(size_bytes as double) as size_bytes,
  sender,
  received_at,
  loaded_at,
  mapping,
  status,
  rows_in,
  rows_accepted,
  rows_quarantined,
  rows_skipped,
  rows_superseded,
  error_code,
  error_zh,
  error_en
from intake.file
order by received_at desc, file_name`,
  ),
  namedQuery(
    'file_table',
    `select
  file_id,
  sheet,
  dataset,
  header_row,
  first_row,
  last_row,
  report_month,
  confidence,
  columns
from intake.file_table
where $file is null or file_id = $file
order by file_id, sheet, header_row`,
    { file: optional('text') },
  ),
  // The row's own text would show the names in it; the wrong value does too, in a column of names.
  namedQuery(
    'quarantine',
    `select
  quarantine.file_id,
  file.file_name,
  file.sender,
  quarantine.sheet,
  quarantine.row_number,
  quarantine.dataset,
  quarantine.column_name,
  quarantine.header,
  quarantine.cell,
  case when quarantine.column_name in (${personalColumns()}) then null else quarantine.value end as value,
  quarantine.reason_code,
  quarantine.reason_zh,
  quarantine.reason_en,
  quarantine.unit_code,
  quarantine.report_month,
  quarantine.received_at
from intake.quarantine
left join intake.file
  on file.file_id = quarantine.file_id
where $file is null or quarantine.file_id = $file
order by quarantine.received_at desc, quarantine.file_id, quarantine.sheet, quarantine.row_number, quarantine.column_name`,
    { file: optional('text') },
  ),
  namedQuery(
    'quarantine_reason',
    `select
  dataset,
  column_name,
  reason_code,
  reason_zh,
  reason_en,
  cast(count(*) as integer) as faults,
  cast(count(distinct file_id) as integer) as files,
  max(received_at) as last_received_at
from intake.quarantine
group by
  dataset,
  column_name,
  reason_code,
  reason_zh,
  reason_en
order by faults desc, dataset, column_name, reason_code`,
  ),
];
