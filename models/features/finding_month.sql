-- One row per unit, month and finding of inspectors that counts at the month's end as then known:
-- overdue (rule I4), major and open (I2, I7), repeated (H7) or proof of a false return (H7).
-- A finding repeats where an earlier visit, as then known, found something in the same work area of the unit.
with
visit_area as (
  select distinct unit_code, work_area, found_date, found_index, from_index, to_index
  from features.finding_spell
),
repetition as (
  select
    later.unit_code,
    later.work_area,
    later.found_date,
    m.month,
    max(earlier.found_date) as repeats_date
  from (select distinct unit_code, work_area, found_date, found_index from visit_area) later
  join visit_area earlier
    on earlier.unit_code = later.unit_code
    and earlier.work_area = later.work_area
    and earlier.found_date < later.found_date
  join features.month_rule m
    on m.month_index >= earlier.from_index
    and m.month_index < earlier.to_index
    and later.found_index > m.month_index - m.repeated_months
    and later.found_index <= earlier.found_index + m.repeated_months
  group by later.unit_code, later.work_area, later.found_date, m.month
),
-- Closed for good, not repeated, no proof of anything: such a finding counts in no month.
finding_candidate as (
  select *
  from features.finding_spell
  where status <> 'struck_off'
    or (unit_code, work_area, found_date) in (
      select (unit_code, work_area, found_date) from repetition
    )
    or false_return
),
state as (
  select
    f.unit_code,
    m.month,
    f.inspection_number,
    f.finding_number,
    f.found_date,
    f.work_area,
    f.severity,
    f.description,
    coalesce(f.deadline, f.found_date + m.default_deadline_days) as due_date,
    f.status,
    f.closed_date,
    r.repeats_date,
    f.status in ('found', 'registered', 'rectifying')
      and coalesce(f.deadline, f.found_date + m.default_deadline_days) < m.cutoff - 1 as is_overdue,
    f.severity = 'major' and f.status <> 'struck_off' as is_open_major,
    r.unit_code is not null as is_repeated,
    f.false_return
      and f.found_index > m.month_index - g.lookback_months as is_false_return,
    f.file_id,
    f.sheet,
    f.row_number
  from finding_candidate f
  join features.month_rule m
    on m.month_index >= f.from_index
    and m.month_index < f.to_index
  join policy.gate g
    on g.policy_version = m.policy_version
    and g.gate = 'false_return'
  left join repetition r
    on r.unit_code = f.unit_code
    and r.work_area = f.work_area
    and r.found_date = f.found_date
    and r.month = m.month
)
select *
from state
where is_overdue
  or is_open_major
  or is_repeated
  or is_false_return
