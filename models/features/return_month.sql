-- One row per unit, month and return of the look-back that was not in on time (rule H4), as then known.
select
  r.unit_code,
  m.month,
  r.dataset,
  r.month as report_month,
  r.due_date,
  case when r.received_at < m.cutoff then r.received_at end as received_at,
  r.received_at is null or r.received_at >= m.cutoff as is_missing,
  case when r.received_at < m.cutoff then r.file_id end as file_id,
  case when r.received_at < m.cutoff then r.sheet end as sheet,
  case when r.received_at < m.cutoff then r.row_number end as row_number
from facts.return r
join features.month_rule m
  on m.month_index >= date_diff('month', date '2000-01-01', r.month)
  and m.month_index < date_diff('month', date '2000-01-01', r.month) + m.return_months
join features.return_scope s
  on s.month = m.month
  and s.dataset = r.dataset
  and s.first_month <= r.month
where r.status <> 'on_time'
