-- One row per unit, policy version and month at which a running count changes: what was learned in it
-- less what was withdrawn or fell out of the look-back. Summed up to a month they give what was known then.
-- own_hazards: distinct texts of hazards that the unit found itself, within silence_months; a text that is
--   copied from month to month counts once (rules H6, H7).
with
own_listing as (
  select
    unit_code,
    description,
    date_diff('month', date '2000-01-01', found_date) as found_index,
    min(date_diff('month', date '2000-01-01', known_from::date)) as from_index,
    coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999) as known_to_index
  from staging.hazard
  where source in ('self_daily', 'self_monthly')
  group by
    unit_code,
    description,
    date_diff('month', date '2000-01-01', found_date),
    coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999)
),
own_spell as (
  select
    o.unit_code,
    s.policy_version,
    o.description,
    greatest(o.found_index, o.from_index) as start_index,
    least(o.found_index + s.silence_months::integer, o.known_to_index) as end_index
  from own_listing o
  cross join policy.setting s
  where least(o.found_index + s.silence_months::integer, o.known_to_index)
    > greatest(o.found_index, o.from_index)
),
-- Spells of one text merged where they overlap: each reaches to the farthest end so far, or to the next start.
own_known as (
  select
    unit_code,
    policy_version,
    start_index as from_index,
    least(
      max(end_index) over (
        partition by unit_code, policy_version, description
        order by start_index, end_index
        rows between unbounded preceding and current row
      ),
      coalesce(
        min(start_index) over (
          partition by unit_code, policy_version, description
          order by start_index, end_index
          rows between 1 following and unbounded following
        ),
        99999
      )
    ) as to_index
  from own_spell
),
drill_known as (
  select
    d.unit_code,
    s.policy_version,
    date_diff('month', date '2000-01-01', d.known_from::date) as from_index,
    least(
      coalesce(date_diff('month', date '2000-01-01', d.known_to::date), 99999),
      date_diff('month', date '2000-01-01', d.drill_date) + s.drill_months::integer
    ) as to_index
  from staging.drill d
  cross join policy.setting s
),
return_known as (
  select
    r.unit_code,
    s.policy_version,
    r.from_index,
    least(r.to_index, r.return_index + s.silence_months::integer) as to_index
  from features.return_known r
  cross join policy.setting s
  where r.dataset = 'hazard_return'
),
known as (
  select unit_code, policy_version, from_index, to_index,
    1 as own_hazards, 0 as drills, 0 as returns
  from own_known
  union all
  select unit_code, policy_version, from_index, to_index, 0, 1, 0
  from drill_known
  union all
  select unit_code, policy_version, from_index, to_index, 0, 0, 1
  from return_known
),
change as (
  select unit_code, policy_version, from_index as change_index, own_hazards, drills, returns
  from known
  where to_index > from_index
  union all
  select unit_code, policy_version, to_index, -own_hazards, -drills, -returns
  from known
  where to_index > from_index
    and to_index < 99999
)
select
  unit_code,
  policy_version,
  change_index,
  sum(own_hazards)::integer as own_hazards,
  sum(drills)::integer as drills,
  sum(returns)::integer as returns
from change
group by unit_code, policy_version, change_index
