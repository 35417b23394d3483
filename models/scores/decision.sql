-- One row per unit and month: regime and tier with hysteresis, from scores.standing.
-- Each state is decided by the last event (scores.event) that moved it.
-- A published decision is an event too, so that the months after it go on from what readers saw.
with
published as (
  select
    d.unit_code,
    d.month,
    d.regime,
    d.regime_since,
    min(t.ordinal) as tier_ordinal
  from decision_log.decision d
  join policy.tier t on t.tier = d.tier
  group by d.unit_code, d.month, d.regime, d.regime_since
),
event as (
  select
    s.*,
    e.months_clear,
    p.regime_since as published_since,
    case when p.regime is not null then p.regime = 'intensified' else e.enters end as enters,
    case when p.regime is not null then p.regime = 'full_checkup' else e.leaves end as leaves,
    case when p.regime is not null then p.tier_ordinal <= 1 else e.reaches_red end as reaches_red,
    case when p.regime is not null then p.tier_ordinal <= 2
      else e.reaches_orange end as reaches_orange,
    case when p.regime is not null then p.tier_ordinal <= 3
      else e.reaches_yellow end as reaches_yellow,
    case when p.regime is not null then p.tier_ordinal > 1 else e.quits_red end as quits_red,
    case when p.regime is not null then p.tier_ordinal > 2 else e.quits_orange end as quits_orange,
    case when p.regime is not null then p.tier_ordinal > 3 else e.quits_yellow end as quits_yellow
  from scores.standing s
  join scores.event e
    on e.unit_code = s.unit_code
    and e.month = s.month
  left join published p
    on p.unit_code = s.unit_code
    and p.month = s.month
),
last_event as (
  select
    *,
    coalesce(max(case when enters then month_index end) over so_far, -99999) as entered,
    coalesce(max(case when leaves then month_index end) over so_far, -99998) as left_last,
    coalesce(max(case when reaches_red then month_index end) over so_far, -99999) as red_from,
    coalesce(max(case when quits_red then month_index end) over so_far, -99998) as red_until,
    coalesce(max(case when reaches_orange then month_index end) over so_far, -99999) as orange_from,
    coalesce(max(case when quits_orange then month_index end) over so_far, -99998) as orange_until,
    coalesce(max(case when reaches_yellow then month_index end) over so_far, -99999) as yellow_from,
    coalesce(max(case when quits_yellow then month_index end) over so_far, -99998) as yellow_until
  from event
  window so_far as (
    partition by unit_code
    order by month_index
    rows between unbounded preceding and current row
  )
),
state as (
  select
    *,
    case when entered > left_last then 'intensified' else 'full_checkup' end as regime,
    case
      when red_from > red_until then 1
      when orange_from > orange_until then 2
      when yellow_from > yellow_until then 3
      else 4
    end as kept_ordinal
  from last_event
),
changed as (
  select
    *,
    max(regime) over (
      partition by unit_code
      order by month_index
      rows between 1 preceding and 1 preceding
    ) as regime_before
  from state
)
select
  c.unit_code,
  c.month,
  c.regime,
  t.tier,
  c.score,
  c.band_low,
  c.band_high,
  (c.regime = 'intensified') <> c.would_enter as held,
  max(
    case
      when c.published_since is not null then c.published_since
      when c.regime_before is null or c.regime_before <> c.regime then c.month
    end
  ) over (
    partition by c.unit_code
    order by c.month_index
    rows between unbounded preceding and current row
  ) as regime_since,
  c.policy_version,
  c.gates,
  c.months_clear,
  c.regime = 'intensified' and not c.would_enter as regime_kept,
  c.only_history_enters and c.regime = 'intensified' as history_above,
  c.history_verdict = 'unsure' and (
    (c.regime = 'full_checkup' and c.would_enter)
    or (c.regime = 'intensified' and not c.would_enter and c.months_clear = 0)
    or c.kept_ordinal <> c.tier_ordinal
  ) as history_unsure,
  c.history_verdict = 'silent' and c.finding_expected_points > 0 as history_silent,
  c.history_verdict <> 'unsure' and c.kept_ordinal <> c.tier_ordinal as tier_kept,
  c.months_to_leave,
  c.tier_margin,
  100 * c.above_probability as above_percent,
  100 * c.above_limit as above_limit_percent,
  c.finding_expected_points
from changed c
join policy.tier t
  on t.policy_version = c.policy_version
  and t.ordinal = c.kept_ordinal
