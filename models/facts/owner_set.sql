-- One row per obligation: the number of the set of those who owe it. Obligations that the same owe in the same
-- way (as often, for the same body, by their parent or not) share a number: three hundred have some forty.
with recursive
owner as (
  select
    o.obligation,
    concat(
      o.reported_by, '/', w.body, '/', w.kind, '/', w.ownership, '/', w.fact, '/', w.role, '/', w.times
    ) as owner,
    row_number() over (
      partition by o.obligation
      order by w.body, w.kind, w.ownership, w.fact, w.role, w.times
    ) as place
  from campaign.obligation o
  join campaign.owner w on w.obligation = o.obligation
),
-- One owner after the other: an aggregate that joins texts in an order is not portable.
written as (
  select
    obligation,
    place,
    owner as owners
  from owner
  where place = 1
  union all
  select
    o.obligation,
    o.place,
    w.owners || ' ' || o.owner as owners
  from written w
  join owner o
    on o.obligation = w.obligation
    and o.place = w.place + 1
),
whole as (
  select
    obligation,
    max(place) as place
  from owner
  group by obligation
)
select
  w.obligation,
  dense_rank() over (order by w.owners)::integer as owner_set
from written w
join whole h
  on h.obligation = w.obligation
  and h.place = w.place
