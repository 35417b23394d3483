-- One row per hazard of a unit's own ledger and time span in which the same was known of it (null known_to: it
-- still is): when it was found, and whether it was struck off. What was known at a moment is the newest month of
-- return among the rows that stood then; a hazard left out of a later ledger stays as it was (rule H1), one
-- whose every row was corrected away is none from then on.
with
listing as (
  select unit_code, hazard_number, report_month, found_date, status, known_from, known_to, row_number
  from staging.hazard
  where known_to is null
    or known_to > known_from
),
moment as (
  select unit_code, hazard_number, known_from as moment_at from listing
  union
  select unit_code, hazard_number, known_to from listing where known_to is not null
),
standing as (
  select
    m.unit_code,
    m.hazard_number,
    m.moment_at,
    l.found_date,
    l.status = 'struck_off' as is_struck_off,
    row_number() over (
      partition by m.unit_code, m.hazard_number, m.moment_at
      order by l.report_month desc, l.known_from desc, l.row_number desc
    ) as nth
  from moment m
  left join listing l
    on l.unit_code = m.unit_code
    and l.hazard_number = m.hazard_number
    and l.known_from <= m.moment_at
    and (l.known_to is null or l.known_to > m.moment_at)
),
known as (
  select
    *,
    lag(found_date) over (partition by unit_code, hazard_number order by moment_at) as found_before,
    lag(is_struck_off) over (partition by unit_code, hazard_number order by moment_at) as struck_before
  from standing
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
