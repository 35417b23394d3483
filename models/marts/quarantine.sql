-- One row per fault of a row that was not accepted, and the file that has mended it since (null: still open).
-- Mended: a correction took the place of the file (staging.file), or a file received later has accepted rows
-- of the same dataset, unit and month of return; for datasets that are replaced row by row, of the same
-- natural key.
with
held as (
  select distinct
    q.file_id,
    q.dataset,
    q.unit_code,
    q.report_month,
    case when q.dataset = 'unit' then q.unit_code else q.row_key end as row_key,
    f.place
  from intake.quarantine q
  join staging.file f on f.file_id = q.file_id
),
accepted as (
  select dataset, unit_code, report_month, file_id, min(known_from) as received_at
  from staging.return_version
  group by dataset, unit_code, report_month, file_id
),
accepted_row as (
  select
    dataset,
    case when dataset = 'finding' then first_key || '|' || second_key else first_key end as row_key,
    file_id,
    min(known_from) as received_at
  from staging.row_version
  group by dataset, first_key, second_key, file_id
),
answer as (
  select
    h.file_id,
    h.dataset,
    h.unit_code,
    h.report_month,
    h.row_key,
    a.file_id as resolved_by,
    a.received_at as resolved_at,
    f.place
  from held h
  join accepted a
    on a.dataset = h.dataset
    and a.unit_code = h.unit_code
    and a.report_month = h.report_month
  join staging.file f
    on f.file_id = a.file_id
    and f.place > h.place
  union all
  select
    h.file_id,
    h.dataset,
    h.unit_code,
    h.report_month,
    h.row_key,
    a.file_id as resolved_by,
    a.received_at as resolved_at,
    f.place
  from held h
  join accepted_row a
    on a.dataset = h.dataset
    and a.row_key = h.row_key
  join staging.file f
    on f.file_id = a.file_id
    and f.place > h.place
  union all
  select
    h.file_id,
    h.dataset,
    h.unit_code,
    h.report_month,
    h.row_key,
    s.replaced_by as resolved_by,
    s.replaced_at as resolved_at,
    f.place
  from held h
  join staging.file s on s.file_id = h.file_id
  join staging.file f on f.file_id = s.replaced_by
),
first_answer as (
  select
    *,
    row_number() over (
      partition by file_id, dataset, unit_code, report_month, row_key
      order by resolved_at, place
    ) as nth
  from answer
)
select
  q.file_id,
  q.sheet,
  q.row_number,
  q.dataset,
  q.column_name,
  q.header,
  q.cell,
  q.value,
  q.reason_code,
  q.reason_zh,
  q.reason_en,
  q.unit_code,
  q.report_month,
  q.row_text,
  q.received_at,
  a.resolved_by,
  a.resolved_at
from intake.quarantine q
left join first_answer a
  on a.nth = 1
  and a.file_id = q.file_id
  and a.dataset = q.dataset
  and coalesce(a.unit_code, '') = coalesce(q.unit_code, '')
  and coalesce(a.report_month, date '1900-01-01') = coalesce(q.report_month, date '1900-01-01')
  and coalesce(a.row_key, '') = coalesce(case when q.dataset = 'unit' then q.unit_code else q.row_key end, '')
