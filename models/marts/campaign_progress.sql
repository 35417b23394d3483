-- One row per item, due date, area, kind of unit, body, and day on which it was known to be done or excused: how
-- many owe it so. The sum over a day's rows is the state of that day, any day.
-- What was thought to be done until a correction took that back adds two rows: one that counts from the day it
-- was thought so, and one less (negative) from the day it no longer was.
-- Ordered by area, so that a page of one area reads that part only.
with
counted as (
  select
    occurrence,
    body,
    area,
    kind,
    case when done_known_at is null then excused_at::date end as excused_day,
    done_known_at::date as done_day,
    1 as debtors
  from facts.obligation
  union all
  select
    o.occurrence,
    o.body,
    o.area,
    o.kind,
    case when o.done_known_at is null then o.excused_at::date end,
    case when n.side = 1 then d.known_from::date else d.known_to::date end,
    n.side
  from facts.obligation_done d
  join facts.obligation o
    on o.occurrence = d.occurrence
    and o.debtor_number = d.debtor_number
    and o.times = d.times
  cross join (values (1), (-1)) as n (side)
  where d.known_to is not null
    and d.known_from::date < d.known_to::date
)
select
  c.campaign,
  c.item,
  i.phase,
  c.task,
  i.item_type,
  c.due_date,
  o.body,
  o.area,
  o.kind,
  o.excused_day,
  o.done_day,
  sum(o.debtors)::integer as debtors
from counted o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
join campaign.item i
  on i.campaign = c.campaign
  and i.item = c.item
group by
  c.campaign,
  c.item,
  i.phase,
  c.task,
  i.item_type,
  c.due_date,
  o.body,
  o.area,
  o.kind,
  o.excused_day,
  o.done_day
having sum(o.debtors) <> 0
order by o.area, c.campaign, c.item
