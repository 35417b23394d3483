-- One row per item, due date, area, kind of unit, body, and days on which it was known to be owed, excused and done:
-- how many owe it so. The sum over the rows whose from_day (null: always) a day has reached is the state of that
-- day, any day: done where done_day is reached, else excused where excused_day is.
-- What was so until a correction took it back, or until it was no longer owed, adds rows: one that counts from the
-- day it was so, and one less (negative debtors) from the day it no longer was.
-- Ordered by area, so that a page of one area reads that part only.
with
done as (
  select
    occurrence, debtor_number, body, area, kind, owed_from, owed_to, excused_at,
    done_known_at::date as done_day,
    1 as debtors
  from facts.obligation
  union all
  select
    o.occurrence, o.debtor_number, o.body, o.area, o.kind, o.owed_from, o.owed_to, o.excused_at,
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
),
excused as (
  select
    occurrence, body, area, kind, owed_from, owed_to, done_day,
    excused_at::date as excused_day,
    debtors
  from done
  union all
  select
    o.occurrence, o.body, o.area, o.kind, o.owed_from, o.owed_to, o.done_day,
    case when n.side = 1 then x.known_from::date else x.known_to::date end,
    o.debtors * n.side
  from facts.obligation_excused x
  join done o
    on o.occurrence = x.occurrence
    and o.debtor_number = x.debtor_number
    and (o.excused_at is null or o.excused_at >= x.known_to)
  cross join (values (1), (-1)) as n (side)
  where x.known_to is not null
    and x.known_from::date < x.known_to::date
),
counted as (
  select occurrence, body, area, kind, owed_from::date as from_day, excused_day, done_day, debtors
  from excused
  union all
  select occurrence, body, area, kind, owed_to::date, excused_day, done_day, -debtors
  from excused
  where owed_to is not null
),
placed as (
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
    o.from_day,
    case when o.done_day is null or o.excused_day < o.done_day then o.excused_day end as excused_day,
    o.done_day,
    o.debtors
  from counted o
  join facts.campaign_occurrence c on c.occurrence = o.occurrence
  join campaign.item i
    on i.campaign = c.campaign
    and i.item = c.item
)
select
  campaign,
  item,
  phase,
  task,
  item_type,
  due_date,
  body,
  area,
  kind,
  from_day,
  excused_day,
  done_day,
  sum(debtors)::integer as debtors
from placed
group by campaign, item, phase, task, item_type, due_date, body, area, kind, from_day, excused_day, done_day
having sum(debtors) <> 0
order by area, campaign, item
