-- One row per item, due date, kind of unit, body, and days on which it was known to be owed, excused and done: the
-- sum of marts.campaign_progress over all areas. It has so few rows that pages of the whole district are quick.
select
  campaign,
  item,
  phase,
  task,
  item_type,
  due_date,
  body,
  kind,
  from_day,
  excused_day,
  done_day,
  sum(debtors)::integer as debtors
from marts.campaign_progress
group by campaign, item, phase, task, item_type, due_date, body, kind, from_day, excused_day, done_day
having sum(debtors) <> 0
order by campaign, item
