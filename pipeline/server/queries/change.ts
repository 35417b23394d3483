import { text } from '../../contracts/index.ts';
import { optional, type NamedQuery } from '../named-query.ts';

/**
 * Units whose tier or regime moved against the month before, each with the reason that did most for
 * the move: a gate that opened or closed, else the indicator whose points moved furthest that way.
 * Its words are this month's, or last month's where the reason is gone. Default: the newest month.
 */
export const changeQuery: NamedQuery = {
  name: 'change',
  title: text('变动单位', 'Units that moved'),
  source: 'marts.unit_month',
  parameters: { month: optional('month') },
  sql: `with
asked as (
  select coalesce(cast($month as date), max(month)) as month
  from marts.unit_month
),

moved as (
  select
    now.unit_code,
    now.unit_name,
    now.kind,
    now.area,
    now.month,
    before.month as previous_month,
    now.previous_tier,
    now.tier,
    now.previous_regime,
    now.regime,
    now.score,
    now.score - before.score as score_change,
    list_position(['blue', 'yellow', 'orange', 'red'], now.tier)
      - list_position(['blue', 'yellow', 'orange', 'red'], now.previous_tier) as tier_change
  from marts.unit_month as now
  join asked
    on now.month = asked.month
  join marts.unit_month as before
    on before.unit_code = now.unit_code
    and before.month = now.month - interval '1 month'
  where now.tier <> now.previous_tier
    or now.regime <> now.previous_regime
),

reason as (
  select
    moved.unit_code,
    decision_reason.month = moved.month as is_now,
    decision_reason.reason_kind,
    decision_reason.indicator,
    case
      when decision_reason.reason_kind = 'gate' then 1000
      else coalesce(decision_reason.points, 0)
    end as weight,
    decision_reason.reason_zh,
    decision_reason.reason_en
  from moved
  join marts.decision_reason
    on decision_reason.unit_code = moved.unit_code
    and decision_reason.month in (moved.month, moved.previous_month)
    and decision_reason.is_counted
),

shift as (
  select
    unit_code,
    reason_kind,
    indicator,
    sum(case when is_now then weight else -weight end) as weight_change,
    max(case when is_now then reason_zh end) as now_zh,
    max(case when is_now then reason_en end) as now_en,
    max(case when not is_now then reason_zh end) as before_zh,
    max(case when not is_now then reason_en end) as before_en
  from reason
  group by
    unit_code,
    reason_kind,
    indicator
),

ranked as (
  select
    shift.*,
    row_number() over (
      partition by shift.unit_code
      order by
        case
          when moved.tier_change > 0 or (moved.tier_change = 0 and moved.regime = 'intensified')
            then shift.weight_change
          else -shift.weight_change
        end desc,
        shift.indicator
    ) as place
  from shift
  join moved
    on moved.unit_code = shift.unit_code
)

select
  moved.unit_code,
  moved.unit_name,
  moved.kind,
  moved.area,
  moved.month,
  moved.previous_tier,
  moved.tier,
  moved.previous_regime,
  moved.regime,
  round(moved.score, 2) as score,
  round(moved.score_change, 2) as score_change,
  ranked.reason_kind,
  ranked.indicator as main_reason,
  ranked.now_zh is null as reason_gone,
  coalesce(ranked.now_zh, ranked.before_zh) as reason_zh,
  coalesce(ranked.now_en, ranked.before_en) as reason_en
from moved
left join ranked
  on ranked.unit_code = moved.unit_code
  and ranked.place = 1
order by
  abs(moved.score_change) desc,
  moved.unit_code`,
};
