-- One row per obligation, due date, area, kind of unit, body, and day on which it was known to be done or
-- excused: how many owe it so. The sum over a day's rows is the state of that day, any day.
select
  c.campaign,
  c.item,
  c.obligation,
  i.phase,
  c.task,
  i.item_type,
  c.window_from,
  o.due_date,
  o.body,
  o.area,
  o.kind,
  case when o.done_known_at is null then o.excused_at::date end as excused_day,
  o.done_known_at::date as done_day,
  o.done_on <= o.due_date as is_in_time,
  count(*)::integer as debtors
from facts.obligation o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
join campaign.item i
  on i.campaign = c.campaign
  and i.item = c.item
group by
  c.campaign,
  c.item,
  c.obligation,
  i.phase,
  c.task,
  i.item_type,
  c.window_from,
  o.due_date,
  o.body,
  o.area,
  o.kind,
  case when o.done_known_at is null then o.excused_at::date end,
  o.done_known_at::date,
  o.done_on <= o.due_date
