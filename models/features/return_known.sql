-- One row per return that a unit owed and span of months at whose end, as then known, it was in as written: from
-- from_index up to to_index (not included; 99999: it still is). received_at: when it first came. One that a
-- correction took back was in until then; one sent ahead of its month counts from that month on.
with
span as (
  select
    r.unit_code,
    r.dataset,
    r.month,
    date_diff('month', date '2000-01-01', r.month) as return_index,
    min(v.known_from) over (partition by r.unit_code, r.dataset, r.month) as received_at,
    greatest(
      date_diff('month', date '2000-01-01', v.known_from::date),
      date_diff('month', date '2000-01-01', r.month)
    ) as from_index,
    coalesce(date_diff('month', date '2000-01-01', v.known_to::date), 99999) as to_index,
    r.due_date,
    w.hazards_found,
    w.file_id,
    w.sheet,
    w.row_number
  from facts.return r
  join staging.return_version v
    on v.dataset = r.dataset
    and v.unit_code = r.unit_code
    and v.report_month = r.month
  left join staging.hazard_return w
    on r.dataset = 'hazard_return'
    and w.unit_code = v.unit_code
    and w.report_month = v.report_month
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
