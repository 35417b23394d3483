-- One row per campaign, area, kind of unit and day on which other things became known of the hazards found within
-- the campaign: how many more (or fewer) were found, and struck off. The sum up to a day is the state at that
-- day's end by what had been received then. Area and kind are those known when the day on which it was found
-- ended, or when the unit was first registered.
with
moved as (
  select unit_code, found_date, known_from::date as day, 1 as found, is_struck_off::integer as struck_off
  from facts.hazard_known
  union all
  select unit_code, found_date, known_to::date, -1, -is_struck_off::integer
  from facts.hazard_known
  where known_to is not null
)
select
  g.campaign,
  v.area,
  v.kind,
  m.day,
  sum(m.found)::integer as found,
  sum(m.struck_off)::integer as struck_off
from moved m
join campaign.campaign g
  on m.found_date >= g.from_date
  and m.found_date <= g.to_date
join facts.unit_version v
  on v.unit_code = m.unit_code
  and v.counts_from <= m.found_date + 1
  and (v.valid_to is null or v.valid_to > m.found_date + 1)
group by g.campaign, v.area, v.kind, m.day
having sum(m.found) <> 0
  or sum(m.struck_off) <> 0
