-- One row per unit, month and return of the look-back that was not in on time (rule H4), as then known.
select
  r.unit_code,
  m.month,
  r.dataset,
  r.month as report_month,
  r.due_date,
  k.received_at,
  k.unit_code is null as is_missing,
  k.file_id,
  k.sheet,
  k.row_number
from facts.return r
join features.month_rule m
  on m.month_index >= date_diff('month', date '2000-01-01', r.month)
  and m.month_index < date_diff('month', date '2000-01-01', r.month) + m.return_months
join features.return_scope s
  on s.month = m.month
  and s.dataset = r.dataset
  and s.first_month <= r.month
left join features.return_known k
  on k.unit_code = r.unit_code
  and k.dataset = r.dataset
  and k.month = r.month
  and k.from_index <= m.month_index
  and k.to_index > m.month_index
where k.received_at is null
  or k.received_at >= r.due_date + 1
