-- One row per unit, month, indicator or gate, and row behind it. The rows behind the reasons of a published
-- decision stay as they were when it was published, whatever is corrected, mapped or modelled anew later.
with
published as (
  select l.*
  from decision_log.evidence l
  join policy.build b on l.month <= b.as_of_month
),
fresh as (
  select e.*
  from scores.evidence e
  where not exists (
    select 1
    from decision_log.evidence l
    where l.unit_code = e.unit_code
      and l.month = e.month
  )
)
select
  unit_code,
  month,
  indicator,
  evidence_date,
  title_zh,
  title_en,
  detail,
  severity,
  status,
  file_id,
  sheet,
  row_number
from published
union all
select
  unit_code,
  month,
  indicator,
  evidence_date,
  title_zh,
  title_en,
  detail,
  severity,
  status,
  file_id,
  sheet,
  row_number
from fresh
