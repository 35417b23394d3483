-- One row per unit and month: the decision. A published decision stays as it was published; months that
-- were not published yet come fresh from scores.decision.
with
published as (
  select l.*
  from decision_log.decision l
  join policy.build b on l.month <= b.as_of_month
),
fresh as (
  select
    d.unit_code,
    d.month,
    d.regime,
    d.tier,
    d.score,
    d.band_low,
    d.band_high,
    d.held,
    d.regime_since,
    d.policy_version,
    b.snapshot_id,
    b.published_at
  from scores.decision d
  cross join policy.build b
  where not exists (
    select 1
    from decision_log.decision l
    where l.unit_code = d.unit_code
      and l.month = d.month
  )
)
select
  unit_code,
  month,
  regime,
  tier,
  score,
  band_low,
  band_high,
  held,
  regime_since,
  policy_version,
  snapshot_id,
  published_at
from published
union all
select
  unit_code,
  month,
  regime,
  tier,
  score,
  band_low,
  band_high,
  held,
  regime_since,
  policy_version,
  snapshot_id,
  published_at
from fresh
