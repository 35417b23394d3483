-- One row per obligation, due date, unit or body that owes it, and span of days in which it was held to owe it: when
-- it was done as is known now, and when we came to know.
-- A unit owes it where, on the due date and as then known, it was of those who do (facts.owner_span); that stands
-- whatever is learned later (owed_to is null). Before the due date a day knows only who owes it so far: owed_from is
-- when that was learned, and a row whose owed_to is not null is of one that left before the due date.
-- State of any day within them: done where done_known_at lies before the day's end (or a span of
-- facts.obligation_done that has ended since holds that day), else excused where excused_at does (or a span of
-- facts.obligation_excused that has ended since), else late where due_date has passed, else due.
with
owing as (
  select
    c.occurrence,
    w.debtor_number,
    w.unit_code,
    w.body,
    w.kind,
    w.area,
    w.parent_code,
    w.times,
    w.valid_from as owed_from,
    case when w.valid_to < c.due_date + 1 then w.valid_to end as owed_to
  from facts.campaign_occurrence c
  join facts.owner_set s on s.obligation = c.obligation
  join facts.owner_span w
    on w.owner_set = s.owner_set
    and w.valid_from < c.due_date + 1
  union all
  select
    c.occurrence,
    g.debtor_number,
    null,
    w.body,
    null,
    null,
    null,
    w.times,
    null,
    null
  from facts.campaign_occurrence c
  join campaign.owner w
    on w.obligation = c.obligation
    and w.kind is null
  join facts.debtor g on g.body = w.body
),
-- Who was first registered after its time had begun need not.
registered as (
  select unit_code, first_received_at from facts.unit
)
select
  o.occurrence,
  o.debtor_number,
  o.unit_code,
  o.body,
  o.kind,
  o.area,
  o.parent_code,
  o.times,
  o.owed_from,
  o.owed_to,
  d.done_on,
  d.known_from as done_known_at,
  case when r.first_received_at >= c.window_from + 1 then r.first_received_at
    else x.known_from end as excused_at,
  c.due_date
from owing o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
left join facts.obligation_done d
  on d.occurrence = o.occurrence
  and d.debtor_number = o.debtor_number
  and d.times = o.times
  and d.known_to is null
left join facts.obligation_excused x
  on x.occurrence = o.occurrence
  and x.debtor_number = o.debtor_number
  and x.known_to is null
left join registered r on r.unit_code = o.unit_code
