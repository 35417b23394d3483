-- One row per unit, dataset and month for which it owes a return (rule H4), whether it came or not.
-- Owed by open units of the kinds that the policy names, from the month in which they were registered by
-- the due day. A return not yet due is left out until it comes. Whether it is late is told by when it came,
-- not by when it could be read: nobody is late for a word that the bureau had yet to decide.
with
owing as (
  select
    u.unit_code,
    d.dataset,
    m.month,
    (m.month + (d.day - 1))::date as due_date
  from facts.month m
  join policy.due_day d on d.policy_version = m.policy_version
  join facts.unit_version u
    on u.kind = d.kind
    and u.valid_from < m.cutoff
    and (u.valid_to is null or u.valid_to >= m.cutoff)
  where u.is_open
    and (d.reported_by <> 'parent' or u.parent_code is null)
),
-- What was sent under a wrong unit or month, and corrected away since, was no return.
first_received as (
  select dataset, unit_code, report_month, min(received_at) as received_at
  from staging.return_version
  group by dataset, unit_code, report_month
  having count(*) > count(known_to)
),
newest as (
  select 'hazard_return' as dataset, r.*
  from staging.hazard_return r
  where r.known_to is null
)
select
  o.unit_code,
  o.dataset,
  o.month,
  o.due_date,
  f.received_at,
  case
    when f.received_at is null then 'missing'
    when f.received_at < o.due_date + 1 then 'on_time'
    else 'late'
  end as status,
  n.self_checks,
  n.hazards_found,
  n.major_found,
  n.hazards_closed,
  n.hazards_open,
  n.funds,
  n.filled_by,
  n.filled_date,
  n.file_id,
  n.sheet,
  n.row_number
from owing o
join facts.unit u on u.unit_code = o.unit_code
cross join policy.build b
left join first_received f
  on f.dataset = o.dataset
  and f.unit_code = o.unit_code
  and f.report_month = o.month
left join newest n
  on n.dataset = o.dataset
  and n.unit_code = o.unit_code
  and n.report_month = o.month
where u.first_received_at < o.due_date + 1
  and (f.received_at is not null or o.due_date + 1 <= b.published_at)
