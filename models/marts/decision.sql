-- One row per unit and month: the decision, who the unit was, what its groups scored and what was expected of the next
-- visit then. A published decision stays as it was published; months that were not published yet come fresh from
-- scores.decision. serious_probability, history_verdict: null where they were not kept with a published decision yet.
with
-- What reasons tell of a decision, kept with it from the first.
told as (
  select
    unit_code,
    month,
    sum(case when reason_kind = 'gate' then 1 else 0 end)::integer as gates,
    -- The last digits of a sum are of its order.
    round(sum(case when indicator_group = 'responsibility' then points else 0 end), 9)
      as responsibility_points,
    round(sum(case when indicator_group = 'hazard' then points else 0 end), 9) as hazard_points
  from decision_log.decision_reason
  group by unit_code, month
)
select
  l.unit_code,
  l.month,
  l.regime,
  l.tier,
  l.score,
  l.band_low,
  l.band_high,
  l.held,
  l.regime_since,
  l.policy_version,
  l.snapshot_id,
  l.published_at,
  -- Decisions kept before these were kept with them lack them.
  coalesce(l.unit_name, u.unit_name) as unit_name,
  coalesce(l.kind, u.kind) as kind,
  coalesce(l.area, u.area) as area,
  coalesce(l.responsibility_points, t.responsibility_points, 0) as responsibility_points,
  coalesce(l.hazard_points, t.hazard_points, 0) as hazard_points,
  coalesce(t.gates, 0) as gates,
  l.serious_probability,
  l.history_verdict,
  l.program
from decision_log.decision l
join policy.build b on l.month <= b.as_of_month
left join features.unit_in_month u
  on u.unit_code = l.unit_code
  and u.month = l.month
left join told t
  on t.unit_code = l.unit_code
  and t.month = l.month
union all
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
  d.gates,
  f.serious_probability,
  f.history_verdict,
  b.program
from scores.decision d
join features.unit_in_month u
  on u.unit_code = d.unit_code
  and u.month = d.month
join features.unit_month f
  on f.unit_code = d.unit_code
  and f.month = d.month
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
