-- One row per unit, month and finding of inspectors that counts at the month's end as then known:
-- overdue (rule I4), major and open (I2, I7), repeated (H7) or proof of a false return (H7).
with
-- Closed for good, not repeated, no proof of anything: such a finding counts in no month.
finding_candidate as (
  select *
  from features.finding_spell
  where status <> 'struck_off'
    or repeated_index is not null
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
    f.repeats_date,
    f.status in ('found', 'registered', 'rectifying')
      and coalesce(f.deadline, f.found_date + m.default_deadline_days) < m.cutoff - 1 as is_overdue,
    f.severity = 'major' and f.status <> 'struck_off' as is_open_major,
    coalesce(f.repeated_index <= m.month_index, false)
      and f.found_index > m.month_index - m.repeated_months as is_repeated,
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
)
select *
from state
where is_overdue
  or is_open_major
  or is_repeated
  or is_false_return
