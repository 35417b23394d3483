-- One row per obligation, due date and unit or body that owes it: what it takes, what was done, and when we
-- came to know. A unit owes it where, on the due date and as then known, it was open and of a kind that does
-- (rule W2: handed in by the parent, members owe nothing). State of any day: done where done_known_at lies
-- before the day's end, else excused where excused_at does, else late where due_date has passed, else due.
with
owing as (
  select
    c.occurrence,
    u.unit_code,
    w.body,
    u.kind,
    u.area,
    u.parent_code,
    max(w.times) as times
  from facts.campaign_occurrence c
  join campaign.owner w
    on w.obligation = c.obligation
    and w.kind is not null
  join facts.unit_version u
    on u.kind = w.kind
    and u.valid_from < c.due_date + 1
    and (u.valid_to is null or u.valid_to >= c.due_date + 1)
  left join facts.unit_fact f
    on f.unit_code = u.unit_code
    and f.fact = w.fact
  left join facts.unit_fact r
    on r.unit_code = u.unit_code
    and r.fact = w.role
  where u.is_open
    and (w.fact is null or f.unit_code is not null)
    and (w.role is null or r.unit_code is not null)
    and (w.ownership is null or u.ownership = w.ownership)
    and (c.reported_by <> 'parent' or u.parent_code is null)
  group by c.occurrence, u.unit_code, w.body, u.kind, u.area, u.parent_code
  union all
  select
    c.occurrence,
    null,
    w.body,
    null,
    null,
    null,
    w.times
  from facts.campaign_occurrence c
  join campaign.owner w
    on w.obligation = c.obligation
    and w.kind is null
),
-- Months that an occurrence spans, so that evidence finds it by equality.
spanned_month as (
  select
    c.*,
    p.from_date as spanned_month
  from facts.campaign_occurrence c
  join campaign.period p
    on p.recurs = 'month'
    and p.from_date <= c.accepted_until
    and p.to_date >= c.window_from
),
matched as (
  select
    c.occurrence,
    e.debtor,
    e.done_date,
    e.known_from,
    e.amount
  from facts.campaign_evidence e
  join spanned_month c
    on c.evidence = e.evidence
    and c.spanned_month = date_trunc('month', e.about_date)::date
    and e.about_date >= c.window_from
    and e.about_date <= c.accepted_until
  where (c.topic is null or c.topic = e.topic)
    and (not c.own_papers or c.definition = e.definition)
),
once as (
  select
    occurrence,
    debtor,
    min(done_date) as done_on,
    min(known_from) as done_known_at,
    sum(amount) as amount
  from matched
  group by occurrence, debtor
),
-- Where more than one is asked for: when the last of them was done, and when that many were known.
running as (
  select
    m.occurrence,
    m.debtor,
    o.times,
    m.done_date,
    m.known_from,
    sum(m.amount) over (
      partition by m.occurrence, m.debtor, o.body order by m.done_date, m.known_from
      rows between unbounded preceding and current row
    ) as done_so_far,
    sum(m.amount) over (
      partition by m.occurrence, m.debtor, o.body order by m.known_from, m.done_date
      rows between unbounded preceding and current row
    ) as known_so_far
  from owing o
  join matched m
    on m.occurrence = o.occurrence
    and m.debtor = coalesce(o.unit_code, o.body)
  where o.times > 1
),
several as (
  select
    occurrence,
    debtor,
    times,
    min(done_date) filter (where done_so_far >= times) as done_on,
    min(known_from) filter (where known_so_far >= times) as done_known_at
  from running
  group by occurrence, debtor, times
),
-- A paper may say that a unit need not, for one item of a campaign or all.
exempted as (
  select
    c.occurrence,
    e.debtor,
    min(e.known_from) as excused_at
  from facts.campaign_evidence e
  join facts.campaign_occurrence c
    on c.definition = e.definition
    and e.about_date >= c.window_from
    and e.about_date <= c.accepted_until
    and (e.item is null or e.item = c.item)
  where e.evidence = 'hand_in/exemption'
  group by c.occurrence, e.debtor
),
-- Nor need one that was first registered after its time had begun.
registered as (
  select unit_code, first_received_at from facts.unit
)
select
  o.occurrence,
  o.unit_code,
  o.body,
  o.kind,
  o.area,
  o.parent_code,
  o.times,
  coalesce(n.amount, 0)::integer as amount,
  case when o.times = 1 then n.done_on else s.done_on end as done_on,
  case when o.times = 1 then n.done_known_at else s.done_known_at end as done_known_at,
  case when r.first_received_at >= c.window_from + 1 and x.excused_at is null
    then r.first_received_at else x.excused_at end as excused_at,
  c.due_date
from owing o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
left join once n
  on n.occurrence = o.occurrence
  and n.debtor = coalesce(o.unit_code, o.body)
left join several s
  on s.occurrence = o.occurrence
  and s.debtor = coalesce(o.unit_code, o.body)
  and s.times = o.times
left join exempted x
  on x.occurrence = o.occurrence
  and x.debtor = o.unit_code
left join registered r on r.unit_code = o.unit_code
