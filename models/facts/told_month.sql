-- One row per month that returns and inspections speak of, and the first month by whose end one of it had come and
-- could be read: its own, or the one from which it could be read, where that is later. One of long ago that is sent
-- late, or under a mistyped year, puts no months before what was told by then. Told straight from what was received,
-- whichever version of its rows stands: xiaoan build asks this before anything else is built.
with
mentioned as (
  select report_month as day, received_at, readable_from from intake.hazard
  union all
  select report_month, received_at, readable_from from intake.hazard_return
  union all
  select report_month, received_at, readable_from from intake.drill
  union all
  select inspection_date, received_at, readable_from from intake.inspection
)
select
  date_trunc('month', day)::date as month,
  min(date_trunc('month', greatest(day, received_at, readable_from))::date) as known_month
from mentioned
group by date_trunc('month', day)::date
