-- One row per unit, month and part of what changed since its decision before: why the score is another, and
-- which gates and holds came or went.
-- points_change: in hundredths; the parts of a month add up to the difference of its two scores, each rounded
-- to hundredths, to the last digit: every part is cut down to a whole hundredth, and the hundredths that are then lacking
-- go to the parts that lost most by it (method of the largest remainder).
-- part_kind: program = the month before scores otherwise by the program of this month (marts.rescored_point);
-- policy = the same value counts otherwise under the new version; indicator = its value changed;
-- gate, hold = decide beside the points and change none. direction: up, down; opened, lifted, began, ended,
-- stays.
with
pair as (
  select
    d.unit_code,
    d.month,
    d.policy_version,
    p.previous_month,
    p.previous_policy_version,
    p.program_changed,
    (round(d.score * 100) - round(p.previous_score * 100))::integer as hundredths
  from marts.decision d
  join marts.decision_before p
    on p.unit_code = d.unit_code
    and p.month = d.month
),
reason as (
  select
    p.unit_code,
    p.month,
    r.reason_kind,
    r.indicator_group,
    r.indicator,
    'now' as told,
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
    'before' as told,
    r.value,
    r.points
  from pair p
  join marts.decision_reason r
    on r.unit_code = p.unit_code
    and r.month = p.previous_month
  union all
  select
    r.unit_code,
    r.month,
    'indicator' as reason_kind,
    r.indicator_group,
    r.indicator,
    'rescored' as told,
    r.value,
    r.points
  from marts.rescored_point r
),
both_months as (
  select
    unit_code,
    month,
    reason_kind,
    indicator_group,
    indicator,
    max(case when told = 'now' then 1 else 0 end) as is_now,
    min(case when told = 'now' then 1 else 0 end) as is_only_now,
    sum(case when told = 'now' then value else 0 end) as value,
    sum(case when told = 'before' then value else 0 end) as value_before,
    sum(case when told = 'rescored' then value else 0 end) as value_rescored,
    sum(case when told = 'now' then points else 0 end) as points,
    sum(case when told = 'before' then points else 0 end) as points_before,
    sum(case when told = 'rescored' then points else 0 end) as points_rescored
  from reason
  group by unit_code, month, reason_kind, indicator_group, indicator
),
-- The month before as the program of this month tells it; the same where it is the same program.
retold as (
  select
    b.unit_code,
    b.month,
    b.indicator_group,
    b.indicator,
    b.value,
    b.points,
    b.value_before,
    b.points_before,
    p.previous_month,
    p.hundredths,
    p.policy_version,
    p.previous_policy_version,
    case when p.program_changed then b.value_rescored else b.value_before end as value_retold,
    case when p.program_changed then b.points_rescored else b.points_before end as points_retold
  from both_months b
  join pair p
    on p.unit_code = b.unit_code
    and p.month = b.month
  where b.reason_kind = 'indicator'
),
-- What the value of the month before would have counted under the version of this month.
rebased as (
  select
    r.*,
    case when r.policy_version = r.previous_policy_version or i.weight is null then r.points_retold
      else i.weight / i.cap * least(r.value_retold, i.cap) end as points_rebased
  from retold r
  left join policy.indicator i
    on i.policy_version = r.policy_version
    and i.indicator = r.indicator
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
    value_retold as value_before,
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
    value_retold as value_before,
    value_retold as value,
    points_retold as points_before,
    points_rebased as points,
    (points_rebased - points_retold) * 100 as change
  from rebased
  where abs(points_rebased - points_retold) > 1e-9
  union all
  select
    unit_code,
    month,
    previous_month,
    hundredths,
    'program' as part_kind,
    indicator_group,
    indicator,
    value_before,
    value_retold as value,
    points_before,
    points_retold as points,
    (points_retold - points_before) * 100 as change
  from rebased
  where abs(points_retold - points_before) > 1e-9
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
