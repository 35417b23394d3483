-- One row per set of owners, unit of it, body that owes for the unit (null: it owes itself) and time span in
-- which, as then known, it was of the set: open, of a kind, ownership and with the facts that it asks for, and not
-- a member where the parent hands in (rule W2). Of the same area and parent throughout.
with
owner as (
  select distinct
    s.owner_set,
    w.kind,
    w.ownership,
    w.fact,
    w.role,
    w.body,
    w.times,
    o.reported_by = 'parent' as by_parent
  from campaign.owner w
  join campaign.obligation o on o.obligation = w.obligation
  join facts.owner_set s on s.obligation = w.obligation
  where w.kind is not null
),
-- Whenever anything of a unit changed.
moment as (
  select unit_code, valid_from as moment_at from facts.unit_version
  union
  select unit_code, valid_to from facts.unit_version where valid_to is not null
  union
  select unit_code, valid_from from facts.unit_fact
  union
  select unit_code, valid_to from facts.unit_fact where valid_to is not null
),
spell as (
  select
    unit_code,
    moment_at,
    lead(moment_at) over (partition by unit_code order by moment_at) as next_at
  from moment
),
-- An inner join, and the outer ones below by equality alone: an outer join by a range compares every pair.
spell_fact as (
  select m.unit_code, m.moment_at, f.fact
  from moment m
  join facts.unit_fact f
    on f.unit_code = m.unit_code
    and f.valid_from <= m.moment_at
    and (f.valid_to is null or f.valid_to > m.moment_at)
),
owing as (
  select
    w.owner_set,
    m.unit_code,
    w.body,
    v.kind,
    v.area,
    v.parent_code,
    max(w.times) as times,
    m.moment_at,
    m.next_at
  from spell m
  join facts.unit_version v
    on v.unit_code = m.unit_code
    and v.valid_from <= m.moment_at
    and (v.valid_to is null or v.valid_to > m.moment_at)
  join owner w on w.kind = v.kind
  left join spell_fact f
    on f.unit_code = m.unit_code
    and f.moment_at = m.moment_at
    and f.fact = w.fact
  left join spell_fact r
    on r.unit_code = m.unit_code
    and r.moment_at = m.moment_at
    and r.fact = w.role
  where v.is_open
    and (w.ownership is null or w.ownership = v.ownership)
    and (w.fact is null or f.unit_code is not null)
    and (w.role is null or r.unit_code is not null)
    and (not w.by_parent or v.parent_code is null)
  group by
    w.owner_set,
    m.unit_code,
    w.body,
    v.kind,
    v.area,
    v.parent_code,
    m.moment_at,
    m.next_at
),
-- Changes of what does not matter here do not part a span.
marked as (
  select
    *,
    lag(next_at) over (
      partition by owner_set, unit_code, body, kind, area, parent_code, times
      order by moment_at
    ) as reached_to
  from owing
),
numbered as (
  select
    *,
    count(*) filter (where reached_to is null or reached_to < moment_at) over (
      partition by owner_set, unit_code, body, kind, area, parent_code, times
      order by moment_at
      rows between unbounded preceding and current row
    ) as span
  from marked
)
select
  n.owner_set,
  g.debtor_number,
  n.unit_code,
  n.body,
  n.kind,
  n.area,
  n.parent_code,
  n.times::integer as times,
  min(n.moment_at) as valid_from,
  case when count(n.next_at) = count(*) then max(n.next_at) end as valid_to
from numbered n
join facts.debtor g on g.unit_code = n.unit_code
group by
  n.owner_set,
  g.debtor_number,
  n.unit_code,
  n.body,
  n.kind,
  n.area,
  n.parent_code,
  n.times,
  n.span
