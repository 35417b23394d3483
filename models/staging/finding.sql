-- One row per inspection, finding, version and span of time in which it stood against one unit.
-- Which version stands from when to when: staging.row_version. A finding is held against the unit of its visit:
-- where the visit's record is corrected to another unit, findings written under the former one go with it, from
-- then on; unit_name stays as it was written. One written under a unit that its visit never had stays there.
with
written as (
  select
    r.*,
    v.known_from,
    v.known_to
  from intake.finding r
  join staging.row_version v
    on v.dataset = 'finding'
    and v.first_key = r.inspection_number
    and v.second_key = r.finding_number
    and v.file_id = r.file_id
    and v.sheet = coalesce(r.sheet, '')
    and v.row_number = r.row_number
),
corrected_visit as (
  select inspection_number
  from staging.inspection
  group by inspection_number
  having min(unit_code) <> max(unit_code)
),
record as (
  select
    i.inspection_number,
    i.unit_code,
    i.known_from,
    coalesce(i.known_to, timestamp '9999-12-31') as known_until
  from staging.inspection i
  join corrected_visit c on c.inspection_number = i.inspection_number
  where i.known_to is null
    or i.known_to > i.known_from
),
-- While the record names another unit than it did before.
moved as (
  select distinct
    r.inspection_number,
    former.unit_code as former_code,
    r.unit_code,
    r.known_from,
    r.known_until
  from record r
  join record former
    on former.inspection_number = r.inspection_number
    and former.known_from < r.known_from
    and former.unit_code <> r.unit_code
),
moment as (
  select inspection_number, finding_number, file_id, sheet, row_number, known_from as written_from,
    known_to, known_from as moment_at
  from written
  union
  select w.inspection_number, w.finding_number, w.file_id, w.sheet, w.row_number, w.known_from,
    w.known_to, turn.moment_at
  from written w
  join (
    select inspection_number, former_code, known_from as moment_at from moved
    union
    select inspection_number, former_code, known_until from moved
  ) turn
    on turn.inspection_number = w.inspection_number
    and turn.former_code = w.unit_code
    and turn.moment_at > w.known_from
    and turn.moment_at < coalesce(w.known_to, timestamp '9999-12-31')
),
span as (
  select
    inspection_number,
    finding_number,
    file_id,
    sheet,
    row_number,
    written_from,
    moment_at as known_from,
    coalesce(
      min(moment_at) over (
        partition by inspection_number, finding_number, file_id, sheet, row_number, written_from
        order by moment_at
        rows between 1 following and 1 following
      ),
      known_to
    ) as known_to
  from moment
)
select
  w.inspection_number,
  w.finding_number,
  coalesce(m.unit_code, w.unit_code) as unit_code,
  w.unit_name,
  w.found_date,
  w.work_area,
  w.severity,
  w.description,
  w.deadline,
  w.status,
  w.closed_date,
  w.verified_date,
  w.false_return,
  w.file_id,
  w.sheet,
  w.row_number,
  w.received_at,
  s.known_from,
  s.known_to
from written w
join span s
  on s.inspection_number = w.inspection_number
  and s.finding_number = w.finding_number
  and s.file_id = w.file_id
  and s.sheet is not distinct from w.sheet
  and s.row_number = w.row_number
  and s.written_from = w.known_from
left join moved m
  on m.inspection_number = w.inspection_number
  and m.former_code = w.unit_code
  and m.known_from <= s.known_from
  and m.known_until > s.known_from
