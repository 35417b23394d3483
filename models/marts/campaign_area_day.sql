-- One row per campaign, area, kind of unit (`all` for every kind) and day on which a count of it changed. The sum
-- of all rows up to a day is the state at that day's end: how many owe something, have done it, are late, how
-- much was due so far, and what is excused. marts.campaign_progress says the same item by item.
with
counted as (
  select
    campaign,
    area,
    kind,
    due_date,
    done_day,
    excused_day,
    sum(debtors) as debtors
  from marts.campaign_progress
  where area is not null
  group by campaign, area, kind, due_date, done_day, excused_day
),
-- When it ceases to be late, if it ever was.
ending as (
  select
    *,
    case when done_day is null or excused_day < done_day then excused_day else done_day end as end_day
  from counted
),
change as (
  select campaign, area, kind, date '1970-01-01' as day, debtors as owed, 0 as done, 0 as late,
    0 as due_so_far, 0 as excused
  from ending
  union all
  select campaign, area, kind, excused_day, -debtors, 0, 0, 0, debtors
  from ending
  where excused_day is not null
  union all
  select campaign, area, kind, done_day, 0, debtors, 0, 0, 0
  from ending
  where done_day is not null
  union all
  select campaign, area, kind, due_date, 0, 0, 0, debtors, 0
  from ending
  union all
  select campaign, area, kind, greatest(due_date, excused_day), 0, 0, 0, -debtors, 0
  from ending
  where excused_day is not null
  union all
  select campaign, area, kind, due_date + 1, 0, 0, debtors, 0, 0
  from ending
  union all
  select campaign, area, kind, greatest(due_date + 1, end_day), 0, 0, -debtors, 0, 0
  from ending
  where end_day is not null
),
by_kind as (
  select
    campaign,
    area,
    kind,
    day,
    sum(owed) as owed,
    sum(done) as done,
    sum(late) as late,
    sum(due_so_far) as due_so_far,
    sum(excused) as excused
  from change
  group by campaign, area, kind, day
),
every_kind as (
  select campaign, area, kind, day, owed, done, late, due_so_far, excused
  from by_kind
  union all
  select campaign, area, 'all', day, sum(owed), sum(done), sum(late), sum(due_so_far), sum(excused)
  from by_kind
  group by campaign, area, day
)
select
  campaign,
  area,
  kind,
  day,
  owed::integer as owed,
  done::integer as done,
  late::integer as late,
  due_so_far::integer as due_so_far,
  excused::integer as excused
from every_kind
where owed <> 0
  or done <> 0
  or late <> 0
  or due_so_far <> 0
  or excused <> 0
order by kind, campaign, area
