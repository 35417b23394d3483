-- One row per unit and month: the decision, and who the unit was and what its groups scored then. A published
-- decision stays as it was published; months that were not published yet come fresh from scores.decision.
with
published as (
  select
    l.*,
    -- Decisions kept before these were kept with them lack them.
    coalesce(l.unit_name, u.unit_name) as name_then,
    coalesce(l.kind, u.kind) as kind_then,
    coalesce(l.area, u.area) as area_then,
    coalesce(l.responsibility_points, p.responsibility_points) as responsibility_then,
    coalesce(l.hazard_points, p.hazard_points) as hazard_then
  from decision_log.decision l
  join policy.build b on l.month <= b.as_of_month
  left join features.unit_in_month u
    on u.unit_code = l.unit_code
    and u.month = l.month
  left join scores.point p
    on p.unit_code = l.unit_code
    and p.month = l.month
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
    b.published_at,
    u.unit_name,
    u.kind,
    u.area,
    p.responsibility_points,
    p.hazard_points,
    b.program
  from scores.decision d
  join features.unit_in_month u
    on u.unit_code = d.unit_code
    and u.month = d.month
  join scores.point p
    on p.unit_code = d.unit_code
    and p.month = d.month
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
  published_at,
  name_then as unit_name,
  kind_then as kind,
  area_then as area,
  responsibility_then as responsibility_points,
  hazard_then as hazard_points,
  program
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
  published_at,
  unit_name,
  kind,
  area,
  responsibility_points,
  hazard_points,
  program
from fresh
