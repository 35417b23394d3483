-- One row per return that a unit owed and span of months at whose end, as then known, it was in as written: from
-- from_index up to to_index (not included; 99999: it still is). received_at: when it first came, as then known. One
-- that a correction took back was in until then; one sent ahead of its month counts from that month on.
with
version as (
  select
    r.unit_code,
    r.dataset,
    r.month,
    r.due_date,
    v.file_id,
    v.received_at,
    v.known_from,
    v.known_to,
    min(v.received_at) over (
      partition by r.unit_code, r.dataset, r.month
      order by v.known_from, v.received_at
      rows between unbounded preceding and 1 preceding
    ) as received_before
  from facts.return r
  join staging.return_version v
    on v.dataset = r.dataset
    and v.unit_code = r.unit_code
    and v.report_month = r.month
),
-- What could be read only later may have come earlier than what was known by then.
receipt as (
  select
    unit_code,
    dataset,
    month,
    received_at,
    date_diff('month', date '2000-01-01', known_from::date) as from_index,
    coalesce(
      date_diff(
        'month',
        date '2000-01-01',
        lead(known_from) over (
          partition by unit_code, dataset, month
          order by known_from, received_at
        )::date
      ),
      99999
    ) as to_index
  from version
  where received_before is null
    or received_at < received_before
),
span as (
  select
    v.unit_code,
    v.dataset,
    v.month,
    date_diff('month', date '2000-01-01', v.month) as return_index,
    c.received_at,
    greatest(
      date_diff('month', date '2000-01-01', v.known_from::date),
      date_diff('month', date '2000-01-01', v.month),
      c.from_index
    ) as from_index,
    least(coalesce(date_diff('month', date '2000-01-01', v.known_to::date), 99999), c.to_index)
      as to_index,
    v.due_date,
    w.hazards_found,
    w.file_id,
    w.sheet,
    w.row_number
  from version v
  join receipt c
    on c.unit_code = v.unit_code
    and c.dataset = v.dataset
    and c.month = v.month
  left join staging.hazard_return w
    on v.dataset = 'hazard_return'
    and w.unit_code = v.unit_code
    and w.report_month = v.month
    and w.file_id = v.file_id
    and w.known_from = v.known_from
)
select
  unit_code,
  dataset,
  month,
  return_index::integer as return_index,
  received_at,
  from_index::integer as from_index,
  to_index::integer as to_index,
  due_date,
  hazards_found,
  file_id,
  sheet,
  row_number
from span
where to_index > from_index
