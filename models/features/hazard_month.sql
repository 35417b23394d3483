-- One row per unit, month and hazard of its own ledger that matters at the month's end as then known:
-- open, or closed within the look-back after it ran over its deadline or had it put off.
-- The state of a hazard is that of its newest month of return among the rows then known. A hazard once
-- listed stays open until a return strikes it off (rule H1): leaving it out does not close it.
-- days_overdue counts the days past the deadline that fall into the look-back (rule H7).
-- What was struck off and is open again counts as open from the day of the return that says so: the days in
-- between are not overdue, those before its closing stay.
-- extensions: those declared, or the times the deadline was moved, with a word or without; each reopening
-- but the first counts as one more (rule H7). Events: facts.hazard_event.
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
    coalesce(h.extensions, 0) as declared_extensions
  from staging.hazard h
),
-- Hazards that were put off or reopened: only these have events to count.
touched as (
  select distinct unit_code, hazard_number
  from facts.hazard_event
  where event in ('deadline_extended', 'reopened')
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
    ) as replaced_index
  from listing
),
-- What was struck off in time and never put off can matter only by hiding an older row of the same
-- hazard, which a row that stands does by ending it.
candidate as (
  select
    b.*,
    t.unit_code is not null as is_touched,
    least(
      b.to_index,
      b.replaced_index,
      case
        when b.status = 'struck_off' and b.known_to is null
          then date_diff('month', date '2000-01-01', b.closed_date)
            + (select max(hazard_months) from features.month_rule)
        else 99999
      end
    ) as last_index
  from bounded b
  left join touched t
    on t.unit_code = b.unit_code
    and t.hazard_number = b.hazard_number
  where b.status <> 'struck_off'
    or b.known_to is not null
    or b.declared_extensions > 0
    or t.unit_code is not null
    or b.deadline is null
    or b.closed_date > b.deadline
),
state as (
  select
    c.*,
    m.month,
    m.cutoff,
    m.month_index,
    m.hazard_months,
    m.hazard_window_start,
    m.default_deadline_days
  from candidate c
  join features.month_rule m
    on m.month_index >= c.from_index
    and m.month_index < c.last_index
  qualify row_number() over (
    partition by c.unit_code, c.hazard_number, m.month_index
    order by c.report_month desc, c.from_index desc, c.row_number desc
  ) = 1
),
event_known as (
  select
    s.unit_code,
    s.hazard_number,
    s.month,
    s.cutoff,
    s.hazard_window_start,
    e.event,
    e.event_date,
    e.report_month,
    coalesce(
      case when e.event = 'struck_off' then e.before::date end,
      s.found_date + s.default_deadline_days
    ) as due_date,
    max(case when e.event = 'reopened' then e.event_date end) over (
      partition by s.unit_code, s.hazard_number, s.month
      order by e.report_month, e.known_from
      rows between unbounded preceding and current row
    ) as reopened_so_far,
    max(case when e.event = 'reopened' then e.report_month end) over (
      partition by s.unit_code, s.hazard_number, s.month
    ) as reopened_month
  from state s
  join facts.hazard_event e
    on e.unit_code = s.unit_code
    and e.hazard_number = s.hazard_number
    and e.known_from < s.cutoff
    and (e.known_to is null or e.known_to >= s.cutoff)
  where s.is_touched
    and e.event in ('deadline_extended', 'reopened', 'struck_off')
),
event_count as (
  select
    unit_code,
    hazard_number,
    month,
    count(*) filter (where event = 'deadline_extended') as moves,
    count(*) filter (where event = 'reopened') as reopenings,
    max(case when event = 'reopened' then event_date end) as reopened_date,
    -- Days overdue before a closing that did not last.
    sum(
      case
        when event = 'struck_off' and report_month < reopened_month
          then greatest(
            0,
            date_diff(
              'day',
              greatest(due_date, coalesce(reopened_so_far, due_date), hazard_window_start - 1),
              least(event_date, cutoff - 1)
            )
          )
        else 0
      end
    ) as days_overdue
  from event_known
  group by unit_code, hazard_number, month
),
due as (
  select
    s.*,
    case
      when c.reopened_date > coalesce(s.deadline, s.found_date + s.default_deadline_days)
        then c.reopened_date
      else coalesce(s.deadline, s.found_date + s.default_deadline_days)
    end as due_date,
    greatest(s.declared_extensions, coalesce(c.moves, 0))
      + greatest(coalesce(c.reopenings, 0) - 1, 0) as extensions,
    coalesce(c.reopenings, 0) as reopenings,
    coalesce(c.days_overdue, 0) as days_overdue_before
  from state s
  left join event_count c
    on c.unit_code = s.unit_code
    and c.hazard_number = s.hazard_number
    and c.month = s.month
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
    reopenings,
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
    ) + days_overdue_before as days_overdue,
    closed_date is null or closed_date >= hazard_window_start as in_window,
    file_id,
    sheet,
    row_number
  from due
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
  case when in_window then extensions else 0 end::integer as extensions,
  reopenings::integer as reopenings,
  is_open,
  is_overdue,
  days_overdue::integer as days_overdue,
  file_id,
  sheet,
  row_number
from measured
where is_open
  or days_overdue > 0
  or (in_window and extensions > 0)
