-- One row per month that returns and inspections speak of, and the first month by whose end one of it had come: its
-- own, or the month in which it came, where that is later. One of long ago that is sent late, or under a mistyped
-- year, puts no months before what was told by then. Told straight from what was received, whichever version of
-- its rows stands: xiaoan build asks this before anything else is built.
with
mentioned as (
  select report_month as day, received_at from intake.hazard
  union all
  select report_month, received_at from intake.hazard_return
  union all
  select report_month, received_at from intake.drill
  union all
  select inspection_date, received_at from intake.inspection
)
select
  date_trunc('month', day)::date as month,
  min(date_trunc('month', case when received_at < day then day else received_at end)::date)
    as known_month
from mentioned
group by date_trunc('month', day)::date
