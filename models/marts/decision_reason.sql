-- One row per unit, month and reason of its decision, in order of weight; those of published decisions as
-- they were published. is_counted: false for what visits are expected to find where the history model is silent: its
-- points are part of the score, and count for neither tier nor regime.
with
reason as (
  -- In the order in which scores.decision_reason lists them.
  select
    l.unit_code,
    l.month,
    l.ordinal,
    l.reason_kind,
    l.indicator_group,
    l.indicator,
    l.value,
    l.points,
    l.maximum_points,
    l.evidence_count,
    l.reason_zh,
    l.reason_en,
    l.change_zh,
    l.change_en
  from decision_log.decision_reason l
  join policy.build b on l.month <= b.as_of_month
  union all
  select r.*
  from scores.decision_reason r
  where not exists (
    select 1
    from decision_log.decision l
    where l.unit_code = r.unit_code
      and l.month = r.month
  )
)
select
  *,
  indicator <> 'finding_expected'
    or max(case when reason_kind = 'hold' and indicator = 'history_silent' then 1 else 0 end)
      over (partition by unit_code, month) = 0 as is_counted
from reason
