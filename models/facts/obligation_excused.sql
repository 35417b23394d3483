-- One row per obligation, due date and unit, and time span in which a paper was known that says that the unit
-- need not (null known_to: it still is): for one item of a campaign, or for all. A span ends where the paper is
-- taken back.
with
said as (
  select
    c.occurrence,
    e.debtor_number,
    e.known_from,
    coalesce(e.known_to, timestamp '9999-12-31') as known_to
  from facts.campaign_evidence e
  join facts.campaign_occurrence c
    on c.definition = e.definition
    and e.about_date >= c.window_from
    and e.about_date <= c.accepted_until
    and (e.item is null or e.item = c.item)
  join facts.debtor g
    on g.debtor_number = e.debtor_number
    and g.unit_code is not null
  where e.evidence = 'hand_in/exemption'
),
-- A paper sent again goes on with the span of the one before.
reached as (
  select
    *,
    max(known_to) over (
      partition by occurrence, debtor_number
      order by known_from
      rows between unbounded preceding and 1 preceding
    ) as reached_to
  from said
),
numbered as (
  select
    *,
    count(*) filter (where reached_to is null or reached_to < known_from) over (
      partition by occurrence, debtor_number
      order by known_from
      rows between unbounded preceding and current row
    ) as span
  from reached
)
select
  occurrence,
  debtor_number,
  min(known_from) as known_from,
  nullif(max(known_to), timestamp '9999-12-31') as known_to
from numbered
group by occurrence, debtor_number, span
