-- One row per obligation: the number of the set of those who owe it. Obligations that the same owe in the same
-- way (as often, for the same body, by their parent or not) share a number: three hundred have some forty.
with
written as (
  select
    o.obligation,
    string_agg(
      concat(
        o.reported_by, '/', w.body, '/', w.kind, '/', w.ownership, '/', w.fact, '/', w.role, '/', w.times
      ),
      ' ' order by w.body, w.kind, w.ownership, w.fact, w.role, w.times
    ) as owners
  from campaign.obligation o
  join campaign.owner w on w.obligation = o.obligation
  group by o.obligation
)
select
  obligation,
  dense_rank() over (order by owners)::integer as owner_set
from written
