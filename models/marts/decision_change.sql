-- One row per unit, month and part of what changed since its decision before: why the score is another, and
-- which gates and holds came or went.
-- points_change: in hundredths; the parts of a month add up to the difference of its two scores, each rounded
-- to hundredths, to the last digit: every part is cut down to a whole hundredth, and the hundredths that are then lacking
-- go to the parts that lost most by it (method of the largest remainder).
-- part_kind: indicator = its value changed; policy = the same value counts otherwise under the new version;
-- gate, hold = decide beside the points and change none. direction: up, down; opened, lifted, began, ended,
-- stays.
with
decided as (
  select
    unit_code,
    month,
    score,
    policy_version,
    max(month) over one_before as previous_month,
    max(score) over one_before as previous_score,
    max(policy_version) over one_before as previous_version
  from marts.decision
  window one_before as (
    partition by unit_code
    order by month
    rows between 1 preceding and 1 preceding
  )
),
pair as (
  select
    *,
    (round(score * 100) - round(previous_score * 100))::integer as hundredths
  from decided
  where previous_month is not null
),
reason as (
  select
    p.unit_code,
    p.month,
    r.reason_kind,
    r.indicator_group,
    r.indicator,
    1 as is_now,
    r.value,
    r.points
  from pair p
  join marts.decision_reason r
    on r.unit_code = p.unit_code
    and r.month = p.month
  union all
  select
    p.unit_code,
    p.month,
    r.reason_kind,
    r.indicator_group,
    r.indicator,
    0 as is_now,
    r.value,
    r.points
  from pair p
  join marts.decision_reason r
    on r.unit_code = p.unit_code
    and r.month = p.previous_month
),
both_months as (
  select
    unit_code,
    month,
    reason_kind,
    indicator_group,
    indicator,
    max(is_now) as is_now,
    min(is_now) as is_only_now,
    sum(case when is_now = 1 then value else 0 end) as value,
    sum(case when is_now = 0 then value else 0 end) as value_before,
    sum(case when is_now = 1 then points else 0 end) as points,
    sum(case when is_now = 0 then points else 0 end) as points_before
  from reason
  group by unit_code, month, reason_kind, indicator_group, indicator
),
-- What the value of the month before would have counted under the version of this month.
rebased as (
  select
    b.*,
    p.previous_month,
    p.hundredths,
    case when p.policy_version = p.previous_version or i.weight is null then b.points_before
      else i.weight / i.cap * least(b.value_before, i.cap) end as points_rebased
  from both_months b
  join pair p
    on p.unit_code = b.unit_code
    and p.month = b.month
  left join policy.indicator i
    on i.policy_version = p.policy_version
    and i.indicator = b.indicator
  where b.reason_kind = 'indicator'
),
part as (
  select
    unit_code,
    month,
    previous_month,
    hundredths,
    'indicator' as part_kind,
    indicator_group,
    indicator,
    value_before,
    value,
    points_rebased as points_before,
    points,
    (points - points_rebased) * 100 as change
  from rebased
  where abs(points - points_rebased) > 1e-9
  union all
  select
    unit_code,
    month,
    previous_month,
    hundredths,
    'policy' as part_kind,
    indicator_group,
    indicator,
    value_before,
    value_before as value,
    points_before,
    points_rebased as points,
    (points_rebased - points_before) * 100 as change
  from rebased
  where abs(points_rebased - points_before) > 1e-9
),
cut_down as (
  select
    *,
    hundredths - sum(floor(change)) over (partition by unit_code, month) as lacking,
    row_number() over (
      partition by unit_code, month
      order by change - floor(change) desc, part_kind, indicator
    ) as place
  from part
),
whole as (
  select
    unit_code,
    month,
    previous_month,
    part_kind,
    indicator_group,
    indicator,
    case when change > 0 then 'up' else 'down' end as direction,
    value_before,
    value,
    points_before,
    points,
    (floor(change) + case when place <= lacking then 1 else 0 end)::integer as hundredths
  from cut_down
),
beside as (
  select
    b.unit_code,
    b.month,
    p.previous_month,
    b.reason_kind as part_kind,
    null::varchar as indicator_group,
    b.indicator,
    case
      when b.is_only_now = 1 then case b.reason_kind when 'gate' then 'opened' else 'began' end
      when b.is_now = 0 then case b.reason_kind when 'gate' then 'lifted' else 'ended' end
      else 'stays'
    end as direction,
    b.value_before,
    b.value,
    null::double as points_before,
    null::double as points,
    0 as hundredths
  from both_months b
  join pair p
    on p.unit_code = b.unit_code
    and p.month = b.month
  where b.reason_kind <> 'indicator'
),
listed as (
  select * from beside
  union all
  select * from whole
)
select
  unit_code,
  month,
  previous_month,
  row_number() over (
    partition by unit_code, month
    order by
      case part_kind when 'gate' then 1 when 'hold' then 2 else 3 end,
      direction = 'stays',
      abs(hundredths) desc,
      part_kind,
      indicator
  )::integer as ordinal,
  part_kind,
  indicator_group,
  indicator,
  direction,
  value_before,
  value,
  points_before,
  points,
  cast(hundredths * 0.01 as decimal(9, 2)) as points_change
from listed
