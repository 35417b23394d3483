-- One row per unit, month and reason of its decision, in order of weight; those of published decisions as
-- they were published. is_counted: false for what visits are expected to find where the history model is silent: its
-- points are part of the score, and count for neither tier nor regime.
with
published as (
  select l.*
  from decision_log.decision_reason l
  join policy.build b on l.month <= b.as_of_month
),
fresh as (
  select r.*
  from scores.decision_reason r
  where not exists (
    select 1
    from decision_log.decision l
    where l.unit_code = r.unit_code
      and l.month = r.month
  )
),
reason as (
  select
    unit_code,
    month,
    ordinal,
    reason_kind,
    indicator_group,
    indicator,
    value,
    points,
    maximum_points,
    evidence_count,
    reason_zh,
    reason_en,
    change_zh,
    change_en
  from published
  union all
  select
    unit_code,
    month,
    ordinal,
    reason_kind,
    indicator_group,
    indicator,
    value,
    points,
    maximum_points,
    evidence_count,
    reason_zh,
    reason_en,
    change_zh,
    change_en
  from fresh
)
select
  unit_code,
  month,
  ordinal,
  reason_kind,
  indicator_group,
  indicator,
  value,
  points,
  maximum_points,
  evidence_count,
  reason_zh,
  reason_en,
  change_zh,
  change_en,
  indicator <> 'finding_expected'
    or max(case when reason_kind = 'hold' and indicator = 'history_silent' then 1 else 0 end)
      over (partition by unit_code, month) = 0 as is_counted
from reason
