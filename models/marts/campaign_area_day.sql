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
    coalesce(from_day, date '1970-01-01') as from_day,
    coalesce(excused_day, date '9999-12-31') as excused_day,
    coalesce(done_day, date '9999-12-31') as done_day,
    sum(debtors) as debtors
  from marts.campaign_progress
  where area is not null
  group by campaign, area, kind, due_date, from_day, excused_day, done_day
),
-- From when it counts as done, as excused (until it is done, if ever) and as late (until either).
staged as (
  select
    *,
    greatest(from_day, done_day) as done_from,
    greatest(from_day, least(excused_day, done_day)) as excused_from,
    greatest(from_day, due_date + 1) as late_from,
    greatest(from_day, due_date + 1, least(excused_day, done_day)) as late_to
  from counted
),
change as (
  select campaign, area, kind, from_day as day, debtors as owed, 0 as done, 0 as late,
    0 as due_so_far, 0 as excused
  from staged
  union all
  select campaign, area, kind, excused_from, -debtors, 0, 0, 0, debtors
  from staged
  union all
  select campaign, area, kind, done_from, debtors, debtors, 0, 0, -debtors
  from staged
  union all
  select campaign, area, kind, late_from, 0, 0, debtors, 0, 0
  from staged
  union all
  select campaign, area, kind, late_to, 0, 0, -debtors, 0, 0
  from staged
  union all
  select campaign, area, kind, greatest(from_day, due_date), 0, 0, 0, debtors, 0
  from staged
  union all
  select campaign, area, kind, greatest(excused_from, due_date), 0, 0, 0, -debtors, 0
  from staged
  union all
  select campaign, area, kind, greatest(done_from, due_date), 0, 0, 0, debtors, 0
  from staged
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
  where day < date '9999-12-31'
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
