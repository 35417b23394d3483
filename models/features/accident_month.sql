-- One row per unit, month and accident of the look-back that counts, as then known (rules I2, A1, A2).
-- points: of its level, and of a late report; a minor accident reported in time counts nothing (H6).
with
state as (
  select
    a.unit_code,
    m.month,
    a.accident_number,
    a.occurred_at,
    a.reported_at,
    a.accident_type,
    a.accident_level,
    a.responsible,
    a.description,
    date_diff('month', date '2000-01-01', a.occurred_at::date) > m.month_index - m.accident_months
      as in_history,
    date_diff('month', date '2000-01-01', a.occurred_at::date) > m.month_index - g.lookback_months
      and a.responsible
      and l.gate as is_gate,
    coalesce(date_diff('minute', a.occurred_at, a.reported_at) > m.accident_late_minutes, false)
      as is_late,
    l.points as level_points,
    m.accident_late_points,
    a.file_id,
    a.sheet,
    a.row_number
  from staging.accident a
  join features.month_rule m
    on a.known_from < m.cutoff
    and (a.known_to is null or a.known_to >= m.cutoff)
  join policy.accident_level l
    on l.policy_version = m.policy_version
    and l.accident_level = a.accident_level
  join policy.gate g
    on g.policy_version = m.policy_version
    and g.gate = 'accident_recent'
)
select
  unit_code,
  month,
  accident_number,
  occurred_at,
  reported_at,
  accident_type,
  accident_level,
  responsible,
  description,
  is_gate,
  is_late,
  case when in_history then level_points + case when is_late then accident_late_points else 0 end
    else 0 end as points,
  file_id,
  sheet,
  row_number
from state
where is_gate
  or (in_history and (level_points > 0 or is_late))
