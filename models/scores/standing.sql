-- One row per unit and month: what the month alone says of regime and tier, before hysteresis.
-- Regime (rule I2): must_enter = any of an open gate, the score, the responsibility or the hazard group at its
-- "enter" limit, or a verdict of the history model that the unit is above its threshold; may_leave = no gate and
-- everything below "leave", and a verdict of below. Where the verdict is unsure the present state is held: the
-- band must clear a limit. Where the model is silent its points do not count: judged_score is without them.
-- Tier (rules I6, I7): at_least_X = the score (the band's low end where unsure) reaches the cut, or a gate lifts
-- the unit there; below_X = the score plus the margin (or the band's high end) is under it.
-- tier_ordinal: 1 is the riskiest.
with
cut as (
  select
    policy_version,
    max(case when tier = 'red' then minimum_score end) as red_cut,
    max(case when tier = 'orange' then minimum_score end) as orange_cut,
    max(case when tier = 'yellow' then minimum_score end) as yellow_cut
  from policy.tier
  group by policy_version
),
gate_tier as (
  select
    g.policy_version,
    max(case when g.gate = 'accident_recent' then t.ordinal end) as accident_recent,
    max(case when g.gate = 'open_major_hazard' then t.ordinal end) as open_major_hazard,
    max(case when g.gate = 'false_return' then t.ordinal end) as false_return
  from policy.gate g
  join policy.tier t
    on t.policy_version = g.policy_version
    and t.tier = g.minimum_tier
  group by g.policy_version
),
measured as (
  select
    f.unit_code,
    f.month,
    f.policy_version,
    date_diff('month', date '2000-01-01', f.month) as month_index,
    p.score,
    p.band_low,
    p.band_high,
    p.responsibility_points,
    p.hazard_points,
    f.history_verdict,
    f.above_probability,
    p.finding_expected_points,
    p.score - case when f.history_verdict = 'silent' then p.finding_expected_points else 0 end
      as judged_score,
    (f.gate_accident_recent > 0)::integer
      + (f.gate_open_major_hazard > 0)::integer
      + (f.gate_false_return > 0)::integer as gates,
    least(
      case when f.gate_accident_recent > 0 then g.accident_recent else 4 end,
      case when f.gate_open_major_hazard > 0 then g.open_major_hazard else 4 end,
      case when f.gate_false_return > 0 then g.false_return else 4 end
    ) as gate_ordinal,
    c.red_cut,
    c.orange_cut,
    c.yellow_cut,
    r.enter_score,
    r.leave_score,
    r.enter_responsibility,
    r.leave_responsibility,
    r.enter_hazard,
    r.leave_hazard,
    r.months_to_leave,
    r.tier_margin,
    m.above_probability as above_limit
  from features.unit_month f
  join scores.point p
    on p.unit_code = f.unit_code
    and p.month = f.month
  join features.month_rule m on m.month = f.month
  join policy.regime r on r.policy_version = f.policy_version
  join cut c on c.policy_version = f.policy_version
  join gate_tier g on g.policy_version = f.policy_version
),
bounded as (
  select
    *,
    case when history_verdict = 'unsure' then band_low else judged_score end as sure_score,
    case when history_verdict = 'unsure' then greatest(judged_score + tier_margin, band_high)
      else judged_score + tier_margin end as possible_score
  from measured
)
select
  unit_code,
  month,
  month_index,
  policy_version,
  score,
  band_low,
  band_high,
  history_verdict,
  above_probability,
  above_limit,
  finding_expected_points,
  gates,
  months_to_leave,
  tier_margin,
  gates > 0
    or responsibility_points >= enter_responsibility
    or hazard_points >= enter_hazard
    or history_verdict = 'above'
    or judged_score >= enter_score as would_enter,
  history_verdict = 'above'
    and gates = 0
    and responsibility_points < enter_responsibility
    and hazard_points < enter_hazard
    and judged_score < enter_score as only_history_enters,
  gates > 0
    or responsibility_points >= enter_responsibility
    or hazard_points >= enter_hazard
    or history_verdict = 'above'
    or sure_score >= enter_score as must_enter,
  gates = 0
    and responsibility_points < leave_responsibility
    and hazard_points < leave_hazard
    and judged_score < leave_score
    and history_verdict in ('below', 'silent') as may_leave,
  least(
    gate_ordinal,
    case when judged_score >= red_cut then 1 when judged_score >= orange_cut then 2
      when judged_score >= yellow_cut then 3 else 4 end
  ) as tier_ordinal,
  sure_score >= red_cut or gate_ordinal <= 1 as at_least_red,
  sure_score >= orange_cut or gate_ordinal <= 2 as at_least_orange,
  sure_score >= yellow_cut or gate_ordinal <= 3 as at_least_yellow,
  possible_score < red_cut and gate_ordinal > 1 as below_red,
  possible_score < orange_cut and gate_ordinal > 2 as below_orange,
  possible_score < yellow_cut and gate_ordinal > 3 as below_yellow
from bounded
