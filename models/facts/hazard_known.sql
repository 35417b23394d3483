-- One row per hazard of a unit's own ledger and time span in which the same was known of it (null known_to: it
-- still is): when it was found, and whether it was struck off. What was known at a moment is the newest month of
-- return among the rows that stood then; a hazard left out of a later ledger stays as it was (rule H1), one
-- whose every row was corrected away is none from then on.
with
listing as (
  select
    unit_code,
    hazard_number,
    report_month,
    found_date,
    status = 'struck_off' as is_struck_off,
    known_from,
    known_to,
    row_number,
    count(known_to) over (partition by unit_code, hazard_number) as taken_back,
    max(report_month) over (
      partition by unit_code, hazard_number
      order by known_from, report_month, row_number
      rows between unbounded preceding and 1 preceding
    ) as newest_before
  from staging.hazard
  where known_to is null
    or known_to > known_from
),
-- Only where a row was taken back must each moment be looked at: else the newest month so far stands.
looked_at as (
  select * from listing where taken_back > 0
),
moment as (
  select unit_code, hazard_number, known_from as moment_at from looked_at
  union
  select unit_code, hazard_number, known_to from looked_at where known_to is not null
),
standing as (
  select
    unit_code,
    hazard_number,
    known_from as moment_at,
    found_date,
    is_struck_off,
    report_month,
    known_from,
    row_number
  from listing
  where taken_back = 0
    and (newest_before is null or report_month >= newest_before)
  union all
  select
    m.unit_code,
    m.hazard_number,
    m.moment_at,
    l.found_date,
    l.is_struck_off,
    l.report_month,
    l.known_from,
    l.row_number
  from moment m
  left join looked_at l
    on l.unit_code = m.unit_code
    and l.hazard_number = m.hazard_number
    and l.known_from <= m.moment_at
    and (l.known_to is null or l.known_to > m.moment_at)
),
newest as (
  select
    unit_code,
    hazard_number,
    moment_at,
    found_date,
    is_struck_off,
    row_number() over (
      partition by unit_code, hazard_number, moment_at
      order by report_month desc nulls last, known_from desc, row_number desc
    ) as nth
  from standing
),
known as (
  select
    *,
    lag(found_date) over (partition by unit_code, hazard_number order by moment_at) as found_before,
    lag(is_struck_off) over (partition by unit_code, hazard_number order by moment_at) as struck_before
  from newest
  where nth = 1
),
turn as (
  select
    *,
    lead(moment_at) over (partition by unit_code, hazard_number order by moment_at) as next_at
  from known
  where found_date is distinct from found_before
    or is_struck_off is distinct from struck_before
)
select
  unit_code,
  hazard_number,
  found_date,
  is_struck_off,
  moment_at as known_from,
  next_at as known_to
from turn
where found_date is not null
