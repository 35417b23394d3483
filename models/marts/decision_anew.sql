-- One row per unit and month whose decision was published by another program than made this snapshot: the decision
-- as published, which stands, and as this program decides the month from the decision published before it, by what
-- it holds today of what had been received by the month's end.
-- decides_anew: false where this program decides nothing of the unit in that month; then all of it differs.
with
decided as (
  select
    d.unit_code,
    d.month,
    d.program,
    d.regime,
    d.tier,
    d.score,
    max(d.regime) over one_before as regime_before,
    max(d.tier) over one_before as tier_before
  from decision_log.decision d
  window one_before as (
    partition by d.unit_code
    order by d.month
    rows between 1 preceding and 1 preceding
  )
),
tier_place as (
  select
    tier,
    min(ordinal) as ordinal
  from policy.tier
  group by tier
),
by_another as (
  select
    d.*,
    b.program as program_now,
    coalesce(t.ordinal, 4) as ordinal_before
  from decided d
  join policy.build b
    on d.month <= b.as_of_month
    and coalesce(d.program, '') <> b.program
  left join tier_place t on t.tier = d.tier_before
),
-- As in scores.decision: what the month moves, else what stood before it.
moved as (
  select
    a.*,
    e.unit_code is not null as decides_anew,
    s.policy_version,
    s.score as score_anew,
    case
      when e.leaves then 'full_checkup'
      when e.enters then 'intensified'
      else coalesce(a.regime_before, 'full_checkup')
    end as regime_moved,
    case
      when not e.quits_red and (e.reaches_red or a.ordinal_before <= 1) then 1
      when not e.quits_orange and (e.reaches_orange or a.ordinal_before <= 2) then 2
      when not e.quits_yellow and (e.reaches_yellow or a.ordinal_before <= 3) then 3
      else 4
    end as ordinal_anew
  from by_another a
  left join scores.event e
    on e.unit_code = a.unit_code
    and e.month = a.month
  left join scores.standing s
    on s.unit_code = a.unit_code
    and s.month = a.month
)
select
  m.unit_code,
  m.month,
  m.program,
  m.program_now,
  m.decides_anew,
  m.regime,
  case when m.decides_anew then m.regime_moved end as regime_anew,
  m.tier,
  t.tier as tier_anew,
  m.score,
  m.score_anew,
  not m.decides_anew or m.regime_moved <> m.regime as regime_differs,
  not m.decides_anew or t.tier <> m.tier as tier_differs,
  not m.decides_anew or abs(m.score_anew - m.score) > 0.005 as score_differs
from moved m
left join policy.tier t
  on t.policy_version = m.policy_version
  and t.ordinal = m.ordinal_anew
