-- One row per unit, month and reason: open gates first, then holds, then indicators by their points.
-- The texts come from the policy's templates; a gate says what of it was taken over from a unit that ended.
with
lapse as (
  -- Month in which the gate lapses if nothing new happens: the middle of the month so many months on,
  -- cut to the month, is exact for any number of months.
  select
    a.unit_code,
    a.month,
    'accident_recent' as gate,
    max(a.occurred_on) as last_date
  from (
    select unit_code, month, occurred_at::date as occurred_on
    from features.accident_month
    where is_gate
    union all
    select unit_code, month, fact_date
    from features.carried_gate
    where gate = 'accident_recent'
  ) a
  group by a.unit_code, a.month
  union all
  select
    f.unit_code,
    f.month,
    'false_return' as gate,
    max(f.found_date) as last_date
  from features.finding_month f
  where f.is_false_return
  group by f.unit_code, f.month
),
carried as (
  select
    unit_code,
    month,
    gate,
    count(*) as facts,
    count(distinct predecessor_code) as predecessors,
    min(predecessor_name) as predecessor_name
  from features.carried_gate
  group by unit_code, month, gate
),
gate_open as (
  select
    f.unit_code,
    f.month,
    f.policy_version,
    g.gate,
    g.ordinal,
    case g.gate
      when 'accident_recent' then f.gate_accident_recent
      when 'open_major_hazard' then f.gate_open_major_hazard
      when 'false_return' then f.gate_false_return
    end as facts,
    g.lookback_months
  from features.unit_month f
  join policy.gate g on g.policy_version = f.policy_version
  where f.gate_accident_recent > 0
    or f.gate_open_major_hazard > 0
    or f.gate_false_return > 0
),
hold as (
  select
    d.unit_code,
    d.month,
    d.policy_version,
    h.hold,
    h.ordinal,
    case h.hold
      when 'regime_kept' then d.months_clear
      when 'history_above' then d.above_percent
      when 'history_unsure' then d.above_percent
      when 'history_silent' then d.finding_expected_points
      when 'tier_kept' then d.score
    end as value,
    case h.hold
      when 'regime_kept' then d.months_to_leave
      when 'history_above' then d.above_limit_percent
      when 'history_unsure' then d.above_limit_percent
      when 'tier_kept' then d.tier_margin
    end as limit_value
  from scores.decision d
  join policy.hold h on h.policy_version = d.policy_version
  where (h.hold = 'regime_kept' and d.regime_kept)
    or (h.hold = 'history_above' and d.history_above)
    or (h.hold = 'history_unsure' and d.history_unsure)
    or (h.hold = 'history_silent' and d.history_silent)
    or (h.hold = 'tier_kept' and d.tier_kept)
),
reason as (
  select
    o.unit_code,
    o.month,
    o.policy_version,
    1 as kind_ordinal,
    'gate' as reason_kind,
    null as indicator_group,
    o.gate as indicator,
    o.ordinal as policy_ordinal,
    o.facts::double as value,
    null as points,
    null as maximum_points,
    null as points_saved,
    o.facts as evidence_count,
    null as limit_value,
    substring(
      (date_trunc('month', l.last_date)::date + (o.lookback_months * 30.4375)::integer + 14)::varchar,
      1,
      7
    ) as until
  from gate_open o
  left join lapse l
    on l.unit_code = o.unit_code
    and l.month = o.month
    and l.gate = o.gate
  where o.facts > 0
  union all
  select
    unit_code,
    month,
    policy_version,
    2,
    'hold',
    null,
    hold,
    ordinal,
    value,
    null,
    null,
    null,
    0,
    limit_value,
    null
  from hold
  union all
  select
    unit_code,
    month,
    policy_version,
    3,
    'indicator',
    indicator_group,
    indicator,
    ordinal,
    value,
    points,
    maximum_points,
    points_saved,
    evidence_count,
    null,
    null
  from scores.indicator_point
),
template as (
  select policy_version, indicator, coalesce(lookback_months::varchar, '') as months,
    reason_zh, reason_en, change_zh, change_en
  from policy.indicator
  union all
  select policy_version, gate, coalesce(lookback_months::varchar, ''),
    reason_zh, reason_en, change_zh, change_en
  from policy.gate
  union all
  select policy_version, hold, '', reason_zh, reason_en, change_zh, change_en
  from policy.hold
),
written as (
  select
    unit_code,
    month,
    policy_version,
    row_number() over (
      partition by unit_code, month
      order by kind_ordinal, points desc, policy_ordinal
    )::integer as ordinal,
    reason_kind,
    indicator_group,
    indicator,
    value,
    points,
    maximum_points,
    evidence_count,
    case when abs(value - round(value)) < 0.05 then round(value)::bigint::varchar
      else round(value, 1)::varchar end as value_text,
    coalesce(
      case when abs(points_saved - round(points_saved)) < 0.05
        then round(points_saved)::bigint::varchar
        else round(points_saved, 1)::varchar end,
      ''
    ) as points_text,
    coalesce(round(limit_value)::bigint::varchar, '') as limit_text,
    coalesce(until, '') as until_text
  from reason
),
-- Many units share a reason to the word, so each wording is filled in once.
wording as (
  select distinct policy_version, indicator, value_text, points_text, limit_text, until_text
  from written
),
worded as (
  select
    w.policy_version,
    w.indicator,
    w.value_text,
    w.points_text,
    w.limit_text,
    w.until_text,
    replace(
      replace(replace(t.reason_zh, '{months}', t.months), '{value}', w.value_text),
      '{limit}', w.limit_text
    ) as reason_zh,
    replace(
      replace(replace(t.reason_en, '{months}', t.months), '{value}', w.value_text),
      '{limit}', w.limit_text
    ) as reason_en,
    replace(
      replace(
        replace(
          replace(replace(t.change_zh, '{months}', t.months), '{value}', w.value_text),
          '{points}', w.points_text
        ),
        '{limit}', w.limit_text
      ),
      '{until}', w.until_text
    ) as change_zh,
    replace(
      replace(
        replace(
          replace(replace(t.change_en, '{months}', t.months), '{value}', w.value_text),
          '{points}', w.points_text
        ),
        '{limit}', w.limit_text
      ),
      '{until}', w.until_text
    ) as change_en
  from wording w
  join template t
    on t.policy_version = w.policy_version
    and t.indicator = w.indicator
)
select
  w.unit_code,
  w.month,
  w.ordinal,
  w.reason_kind,
  w.indicator_group,
  w.indicator,
  w.value,
  w.points,
  w.maximum_points,
  w.evidence_count,
  t.reason_zh || case when c.gate is null then '' else
    '（其中 ' || c.facts::varchar || ' 项承自' || c.predecessor_name
    || case when c.predecessors > 1 then '等 ' || c.predecessors::varchar || ' 个单位' else '' end
    || '）' end as reason_zh,
  t.reason_en || case when c.gate is null then '' else
    ' (' || c.facts::varchar || ' of them taken over from ' || c.predecessor_name
    || case when c.predecessors > 1
      then ' and ' || (c.predecessors - 1)::varchar || ' other unit(s)' else '' end
    || ')' end as reason_en,
  t.change_zh,
  t.change_en
from written w
join worded t
  on t.policy_version = w.policy_version
  and t.indicator = w.indicator
  and t.value_text = w.value_text
  and t.points_text = w.points_text
  and t.limit_text = w.limit_text
  and t.until_text = w.until_text
left join carried c
  on c.unit_code = w.unit_code
  and c.month = w.month
  and c.gate = w.indicator
  and w.reason_kind = 'gate'
