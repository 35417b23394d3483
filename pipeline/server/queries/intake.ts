import { text } from '../../contracts/index.ts';
import { personalColumns } from '../../contracts/personal.ts';
import { optional, type NamedQuery } from '../named-query.ts';

/** What was handed in, how it was read, and what was not accepted. */
export const intakeQueries: readonly NamedQuery[] = [
  {
    name: 'file',
    title: text('收到的文件', 'Files received'),
    source: 'intake.file',
    sql: `select
  file.file_id,
  file_name,
  archive,
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
  cast(coalesce(open.rows, 0) as integer) as rows_open,
  rows_warned,
  rows_skipped,
  rows_superseded,
  replaces,
  standing.replaced_by,
  error_code,
  error_zh,
  error_en
from intake.file
left join staging.file as standing
  on standing.file_id = file.file_id
left join (
  select
    file_id,
    count(distinct (sheet, row_number, dataset)) as rows
  from marts.quarantine
  where resolved_by is null
  group by file_id
) as open
  on open.file_id = file.file_id
order by received_at desc, file_name`,
  },
  {
    name: 'file_table',
    title: text('文件中的表', 'Tables found in files'),
    source: 'intake.file_table',
    parameters: { file: optional('text') },
    dictionary: ['sheet', 'dataset', 'columns'],
    sql: `select
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
  },
  // Open faults; of one file, those that have been mended too. The row's own text would show the names in it; the wrong value does too, in a column of names.
  {
    name: 'quarantine',
    title: text('待更正', 'Quarantine'),
    source: 'marts.quarantine',
    parameters: { file: optional('text') },
    dictionary: [
      'file_id',
      'file_name',
      'sender',
      'sheet',
      'dataset',
      'column_name',
      'header',
      'reason_code',
      'reason_zh',
      'reason_en',
      'unit_code',
    ],
    sql: `select
  quarantine.file_id,
  file.file_name,
  file.sender,
  quarantine.sheet,
  quarantine.row_number,
  quarantine.dataset,
  quarantine.column_name,
  quarantine.header,
  quarantine.cell,
  case when quarantine.column_name in (${[...personalColumns].map((name) => `'${name}'`).join(', ')}) then null else quarantine.value end as value,
  quarantine.reason_code,
  quarantine.reason_zh,
  quarantine.reason_en,
  quarantine.unit_code,
  quarantine.report_month,
  quarantine.received_at,
  quarantine.resolved_by
from marts.quarantine
left join intake.file
  on file.file_id = quarantine.file_id
where quarantine.file_id = $file or ($file is null and quarantine.resolved_by is null)
order by quarantine.received_at desc, quarantine.file_id, quarantine.sheet, quarantine.row_number, quarantine.column_name, quarantine.reason_code, quarantine.reason_zh`,
  },
  {
    name: 'quarantine_reason',
    title: text('待更正原因', 'Quarantine by reason'),
    source: 'marts.quarantine',
    sql: `select
  dataset,
  column_name,
  reason_code,
  reason_zh,
  reason_en,
  cast(count(*) as integer) as faults,
  cast(count(distinct file_id) as integer) as files,
  max(received_at) as last_received_at
from marts.quarantine
where resolved_by is null
group by
  dataset,
  column_name,
  reason_code,
  reason_zh,
  reason_en
order by faults desc, dataset, column_name, reason_code, reason_zh`,
  },
  {
    name: 'quarantine_file',
    title: text('待更正的文件', 'Quarantine by file'),
    source: 'marts.quarantine',
    sql: `select
  quarantine.file_id,
  file.file_name,
  file.archive,
  file.sender,
  cast(count(distinct (quarantine.sheet, quarantine.row_number, quarantine.dataset)) as integer) as rows_open,
  cast(count(*) as integer) as faults,
  file.rows_in,
  file.received_at
from marts.quarantine
join intake.file
  on file.file_id = quarantine.file_id
where quarantine.resolved_by is null
group by
  quarantine.file_id,
  file.file_name,
  file.archive,
  file.sender,
  file.rows_in,
  file.received_at
order by rows_open desc, file.received_at desc, file.file_name, quarantine.file_id`,
  },
  // Of files that no correction has taken the place of; of one file, all.
  {
    name: 'warning',
    title: text('请核对', 'Warnings'),
    source: 'intake.warning',
    parameters: { file: optional('text') },
    dictionary: [
      'file_id',
      'file_name',
      'sender',
      'sheet',
      'dataset',
      'column_name',
      'header',
      'reason_code',
      'reason_zh',
      'reason_en',
      'unit_code',
    ],
    sql: `select
  warning.file_id,
  file.file_name,
  file.sender,
  warning.sheet,
  warning.row_number,
  warning.dataset,
  warning.column_name,
  warning.header,
  warning.cell,
  case when warning.column_name in (${[...personalColumns].map((name) => `'${name}'`).join(', ')}) then null else warning.value end as value,
  warning.reason_code,
  warning.reason_zh,
  warning.reason_en,
  warning.unit_code,
  warning.report_month,
  warning.received_at
from intake.warning
left join intake.file
  on file.file_id = warning.file_id
left join staging.file as standing
  on standing.file_id = warning.file_id
where warning.file_id = $file or ($file is null and standing.replaced_by is null)
order by warning.received_at desc, warning.file_id, warning.sheet, warning.row_number, warning.column_name`,
  },
];
