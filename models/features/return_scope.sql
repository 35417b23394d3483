-- One row per month and dataset: since when, as then known, the district hands that return in at all: the first
-- month in which the share of units that the policy says did (0: any one did), of those that were to.
-- Nobody owes a return of the time before.
with
received as (
  select
    dataset,
    month,
    from_index,
    to_index,
    count(*) as units
  from (
    select dataset, month, from_index, to_index
    from features.return_known
    union all
    select
      'drill',
      report_month,
      date_diff('month', date '2000-01-01', known_from::date),
      coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999)
    from staging.return_version
    where dataset = 'drill'
  ) span
  group by dataset, month, from_index, to_index
),
owing as (
  select
    u.month,
    d.dataset,
    count(*) as units
  from features.unit_in_month u
  join policy.due_day d
    on d.policy_version = u.policy_version
    and d.kind = u.kind
  where d.reported_by <> 'parent'
    or u.parent_code is null
  group by u.month, d.dataset
  union all
  select
    u.month,
    'drill',
    count(*)
  from features.unit_in_month u
  join policy.drill_requirement d
    on d.policy_version = u.policy_version
    and d.kind = u.kind
  group by u.month
),
handed_in as (
  select
    m.month,
    m.return_scope_share,
    r.dataset,
    r.month as return_month,
    sum(r.units)::double as units
  from features.month_rule m
  join received r
    on r.from_index <= m.month_index
    and r.to_index > m.month_index
  group by m.month, m.return_scope_share, r.dataset, r.month
)
select
  h.month,
  h.dataset,
  min(h.return_month) as first_month
from handed_in h
left join owing o
  on o.dataset = h.dataset
  and o.month = h.return_month
where h.return_scope_share = 0
  or h.units / o.units >= h.return_scope_share
group by h.month, h.dataset
