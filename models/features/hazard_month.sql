-- One row per unit, month and hazard of its own ledger that matters at the month's end as then known:
-- open, or closed within the look-back after it ran over its deadline or had it put off.
-- The state of a hazard is that of its newest month of return among the rows then known. A hazard once
-- listed stays open until a return strikes it off (rule H1): leaving it out does not close it.
-- days_overdue counts the days past the deadline that fall into the look-back (rule H7).
-- extensions: those declared, or 1 where the deadline was moved without a word.
with
listing as (
  select
    h.unit_code,
    h.hazard_number,
    h.report_month,
    h.found_date,
    h.source,
    h.severity,
    h.work_area,
    h.description,
    h.status,
    h.deadline,
    h.closed_date,
    h.known_to,
    h.file_id,
    h.sheet,
    h.row_number,
    date_diff('month', date '2000-01-01', h.known_from::date) as from_index,
    coalesce(date_diff('month', date '2000-01-01', h.known_to::date), 99999) as to_index,
    coalesce(h.extensions, 0) as declared_extensions,
    min(h.deadline) over (
      partition by h.unit_code, h.hazard_number
      order by h.known_from, h.report_month
      rows between unbounded preceding and current row
    ) as first_deadline
  from staging.hazard h
),
-- A later month's row that was never withdrawn ends an earlier row for good.
bounded as (
  select
    *,
    coalesce(
      min(case when known_to is null then from_index end) over (
        partition by unit_code, hazard_number
        order by report_month, from_index
        rows between 1 following and unbounded following
      ),
      99999
    ) as replaced_index,
    greatest(declared_extensions, case when deadline > first_deadline then 1 else 0 end)
      as extensions
  from listing
),
-- What was struck off in time and never put off can matter only by hiding an older row of the same
-- hazard, which a row that stands does by ending it.
candidate as (
  select
    *,
    least(
      to_index,
      replaced_index,
      case
        when status = 'struck_off' and known_to is null
          then date_diff('month', date '2000-01-01', closed_date)
            + (select max(hazard_months) from features.month_rule)
        else 99999
      end
    ) as last_index
  from bounded
  where status <> 'struck_off'
    or known_to is not null
    or extensions > 0
    or deadline is null
    or closed_date > deadline
),
state as (
  select
    c.*,
    m.month,
    m.cutoff,
    m.month_index,
    m.hazard_months,
    m.hazard_window_start,
    coalesce(c.deadline, c.found_date + m.default_deadline_days) as due_date
  from candidate c
  join features.month_rule m
    on m.month_index >= c.from_index
    and m.month_index < c.last_index
  qualify row_number() over (
    partition by c.unit_code, c.hazard_number, m.month_index
    order by c.report_month desc, c.from_index desc, c.row_number desc
  ) = 1
),
measured as (
  select
    unit_code,
    month,
    month_index,
    hazard_number,
    report_month,
    found_date,
    source,
    severity,
    work_area,
    description,
    status,
    due_date,
    closed_date,
    extensions,
    status <> 'struck_off' as is_open,
    status in ('found', 'registered', 'rectifying') and due_date < cutoff - 1 as is_overdue,
    greatest(
      0,
      date_diff(
        'day',
        greatest(due_date, hazard_window_start - 1),
        least(
          case when status in ('found', 'registered', 'rectifying') then cutoff - 1
            else coalesce(closed_date, due_date) end,
          cutoff - 1
        )
      )
    ) as days_overdue,
    closed_date is null or closed_date >= hazard_window_start as in_window,
    file_id,
    sheet,
    row_number
  from state
)
select
  unit_code,
  month,
  hazard_number,
  report_month,
  found_date,
  source,
  severity,
  work_area,
  description,
  status,
  due_date,
  closed_date,
  case when in_window then extensions else 0 end as extensions,
  is_open,
  is_overdue,
  days_overdue,
  file_id,
  sheet,
  row_number
from measured
where is_open
  or days_overdue > 0
  or (in_window and extensions > 0)
