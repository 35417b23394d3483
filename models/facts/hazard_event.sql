-- One row per thing that befell a hazard of a unit's own ledger, and time span in which that was known
-- (null known_to: it still holds). Told by comparing the month of return that lists it with the month
-- before it that did, each in every version that stood together with the other (rules H1, H7):
--   reported          it was first listed; event_date is the day it was found
--   deadline_extended its deadline moved later, or the count of extensions rose; before, after: deadlines
--   severity_changed  before, after: severities
--   struck_off        it was struck off; before: its deadline then, after: the day it was closed
--   reopened          it had been struck off and a later month lists it as open again
--   closing_withdrawn a correction of the same month took its striking off back
--   withdrawn         the unit's next ledger leaves it out, or a correction dropped it, without striking it off
-- A deadline that a correction moves within its month is a slip set right, unless it came in after the
-- earlier deadline had run out: then it is an extension like any other.
-- A month that comes in after a later one tells nothing new.
with
listed as (
  select
    h.unit_code,
    h.hazard_number,
    h.report_month,
    date_diff('month', date '2000-01-01', h.report_month) as month_index,
    h.found_date,
    h.deadline,
    coalesce(h.extensions, 0) as extensions,
    h.severity,
    h.status,
    h.closed_date,
    h.received_at,
    h.known_from,
    h.known_to,
    coalesce(h.known_to, timestamp '9999-01-01') as valid_to,
    min(h.known_from) over (partition by h.unit_code, h.hazard_number, h.report_month)
      as first_known,
    h.file_id,
    h.sheet,
    h.row_number
  from staging.hazard h
  where h.known_to is null
    or h.known_to > h.known_from
),
placed as (
  select
    *,
    max(month_index) over (
      partition by unit_code, hazard_number
      order by month_index
      range between unbounded preceding and 1 preceding
    ) as month_before,
    min(month_index) over (
      partition by unit_code, hazard_number
      order by month_index
      range between 1 following and unbounded following
    ) as month_after,
    min(first_known) over (
      partition by unit_code, hazard_number
      order by month_index
      range between 1 following and unbounded following
    ) as later_known
  from listed
),
-- Late months drop out, so the month before is looked for among those that are left.
listing as (
  select
    unit_code,
    hazard_number,
    report_month,
    month_index,
    deadline,
    extensions,
    severity,
    status,
    closed_date,
    received_at,
    known_from,
    known_to,
    valid_to,
    first_known,
    max(month_index) over (
      partition by unit_code, hazard_number
      order by month_index
      range between unbounded preceding and 1 preceding
    ) as month_before,
    month_after,
    file_id,
    sheet,
    row_number
  from placed
  where later_known is null
    or later_known >= first_known
),
-- How a listing compares with the month before: nothing there where there is none.
compared as (
  select
    n.*,
    b.deadline as deadline_before,
    b.extensions as extensions_before,
    b.severity as severity_before,
    b.status as status_before,
    b.unit_code is not null as has_before,
    case when b.known_from > n.known_from then b.known_from else n.known_from end as since,
    case when b.valid_to < n.valid_to then b.valid_to else n.valid_to end as until
  from listing n
  left join listing b
    on b.unit_code = n.unit_code
    and b.hazard_number = n.hazard_number
    and b.month_index = n.month_before
    and b.known_from < n.valid_to
    and n.known_from < b.valid_to
),
-- A version of a month with the one that it replaced.
corrected as (
  select
    n.*,
    o.deadline as deadline_before,
    o.status as status_before
  from listing n
  join listing o
    on o.unit_code = n.unit_code
    and o.hazard_number = n.hazard_number
    and o.month_index = n.month_index
    and o.known_to = n.known_from
),
known as (
  select unit_code, hazard_number, min(known_from) as known_from, max(valid_to) as valid_to
  from listed
  group by unit_code, hazard_number
),
first_listing as (
  select l.*
  from listed l
  qualify row_number() over (
    partition by l.unit_code, l.hazard_number
    order by l.valid_to desc, l.report_month, l.known_from, l.row_number
  ) = 1
),
last_listing as (
  select l.*
  from listed l
  qualify row_number() over (
    partition by l.unit_code, l.hazard_number
    order by l.valid_to desc, l.report_month desc, l.known_from desc, l.row_number desc
  ) = 1
),
ledger_month as (
  select
    unit_code,
    report_month,
    min(report_month) over (
      partition by unit_code
      order by report_month
      rows between 1 following and 1 following
    ) as next_month
  from (select distinct unit_code, report_month from staging.return_version where dataset = 'hazard')
),
left_out as (
  select
    l.*,
    m.next_month,
    v.file_id as ledger_file_id,
    case when v.known_from > l.known_from then v.known_from else l.known_from end as since,
    case when v.known_to < l.valid_to then v.known_to else l.valid_to end as until
  from listing l
  join ledger_month m
    on m.unit_code = l.unit_code
    and m.report_month = l.report_month
  join staging.return_version v
    on v.dataset = 'hazard'
    and v.unit_code = l.unit_code
    and v.report_month = m.next_month
  where l.status <> 'struck_off'
    and (l.month_after is null
      or l.month_after > date_diff('month', date '2000-01-01', m.next_month))
    and v.known_from < l.valid_to
    and l.known_from < coalesce(v.known_to, timestamp '9999-01-01')
    and (v.known_to is null or v.known_to > v.known_from)
),
event as (
  select f.unit_code, f.hazard_number, 'reported' as event, f.found_date as event_date,
    null as before, f.severity as after, f.report_month, k.known_from, k.valid_to,
    f.file_id, f.sheet, f.row_number
  from first_listing f
  join known k
    on k.unit_code = f.unit_code
    and k.hazard_number = f.hazard_number
  union all
  select unit_code, hazard_number, 'deadline_extended', first_known::date,
    deadline_before::varchar, deadline::varchar, report_month, since, until,
    file_id, sheet, row_number
  from compared
  -- What was struck off and is open again gets a deadline of its own: that is no extension.
  where (not has_before or status_before <> 'struck_off')
    and (deadline > deadline_before or extensions > coalesce(extensions_before, 0))
  union all
  select unit_code, hazard_number, 'severity_changed', first_known::date,
    severity_before, severity, report_month, since, until, file_id, sheet, row_number
  from compared
  where severity <> severity_before
  union all
  select unit_code, hazard_number, 'struck_off', closed_date,
    deadline::varchar, closed_date::varchar, report_month, since, until, file_id, sheet, row_number
  from compared
  where status = 'struck_off'
    and (not has_before or status_before <> 'struck_off')
  union all
  select unit_code, hazard_number, 'reopened', first_known::date,
    status_before, status, report_month, since, until, file_id, sheet, row_number
  from compared
  where status <> 'struck_off'
    and status_before = 'struck_off'
  union all
  select c.unit_code, c.hazard_number, 'deadline_extended', c.known_from::date,
    c.deadline_before::varchar, c.deadline::varchar, c.report_month,
    c.known_from, timestamp '9999-01-01', c.file_id, c.sheet, c.row_number
  from corrected c
  where c.deadline > c.deadline_before
    and c.received_at::date > c.deadline_before
    -- Else the comparison with the month before has counted it.
    and not exists (
      select 1
      from compared m
      where m.unit_code = c.unit_code
        and m.hazard_number = c.hazard_number
        and m.report_month = c.report_month
        and m.known_from = c.known_from
        and m.deadline > m.deadline_before
        and m.deadline_before = c.deadline_before
    )
  union all
  select unit_code, hazard_number, 'closing_withdrawn', known_from::date,
    status_before, status, report_month, known_from, timestamp '9999-01-01',
    file_id, sheet, row_number
  from corrected
  where status <> 'struck_off'
    and status_before = 'struck_off'
  union all
  select unit_code, hazard_number, 'withdrawn', since::date,
    status, null, next_month, since, until, ledger_file_id, null, null
  from left_out
  union all
  select l.unit_code, l.hazard_number, 'withdrawn', l.known_to::date,
    l.status, null, l.report_month, l.known_to, timestamp '9999-01-01',
    l.file_id, l.sheet, l.row_number
  from last_listing l
  where l.known_to is not null
    and l.status <> 'struck_off'
)
select
  unit_code,
  hazard_number,
  event,
  event_date,
  before,
  after,
  report_month,
  known_from,
  case when valid_to < timestamp '9999-01-01' then valid_to end as known_to,
  file_id,
  sheet,
  row_number
from event
