-- One row per unit, month, indicator or gate, and row behind it. The rows behind the reasons of a published
-- decision stay as they were when it was published, whatever is corrected, mapped or modelled anew later.
with
published as (
  select l.*
  from decision_log.evidence l
  join policy.build b on l.month <= b.as_of_month
),
-- Published with no row behind any reason, so that none is kept and none may come later. Where reasons had rows and
-- none is kept, the decision is of before they were.
published_bare as (
  select
    d.unit_code,
    d.month
  from decision_log.decision d
  left join decision_log.decision_reason r
    on r.unit_code = d.unit_code
    and r.month = d.month
    and r.evidence_count > 0
  where r.unit_code is null
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
    and not exists (
      select 1
      from published_bare b
      where b.unit_code = e.unit_code
        and b.month = e.month
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
