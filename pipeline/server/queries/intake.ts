import { text } from '../../contracts/index.ts';
import { optional, type NamedQuery } from '../named-query.ts';
import { personalColumns } from './select-list.ts';

/** What was handed in, how it was read, and what was not accepted. */
export const intakeQueries: readonly NamedQuery[] = [
  {
    name: 'file',
    title: text('收到的文件', 'Files received'),
    source: 'intake.file',
    sql: `select
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
  // The row's own text would show the names in it; the wrong value does too, in a column of names.
  {
    name: 'quarantine',
    title: text('待更正', 'Quarantine'),
    source: 'intake.quarantine',
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
  quarantine.received_at
from intake.quarantine
left join intake.file
  on file.file_id = quarantine.file_id
where $file is null or quarantine.file_id = $file
order by quarantine.received_at desc, quarantine.file_id, quarantine.sheet, quarantine.row_number, quarantine.column_name`,
  },
  {
    name: 'quarantine_reason',
    title: text('待更正原因', 'Quarantine by reason'),
    source: 'intake.quarantine',
    sql: `select
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
  },
];
