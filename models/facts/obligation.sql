-- One row per obligation, due date and unit or body that owes it: what it takes, when it was done as is known
-- now, and when we came to know. A unit owes it where, on the due date and as then known, it was open and of a kind that does
-- (rule W2: handed in by the parent, members owe nothing). State of any day: done where done_known_at lies
-- before the day's end (or a span of
-- facts.obligation_done that has ended since holds that day), else excused where excused_at does, else late where
-- due_date has passed, else due.
with
owing as (
  select
    c.occurrence,
    g.debtor_number,
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
  join facts.debtor g on g.unit_code = u.unit_code
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
  group by c.occurrence, g.debtor_number, u.unit_code, w.body, u.kind, u.area, u.parent_code
  union all
  select
    c.occurrence,
    g.debtor_number,
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
  join facts.debtor g on g.body = w.body
),
-- A paper may say that a unit need not, for one item of a campaign or all; one sent again says it from the
-- first time on.
exempted as (
  select
    c.occurrence,
    e.debtor_number,
    min(e.known_from) as excused_at
  from facts.campaign_evidence e
  join facts.campaign_occurrence c
    on c.definition = e.definition
    and e.about_date >= c.window_from
    and e.about_date <= c.accepted_until
    and (e.item is null or e.item = c.item)
  where e.evidence = 'hand_in/exemption'
  group by c.occurrence, e.debtor_number
  having count(*) filter (where e.known_to is null) > 0
),
-- Nor need one that was first registered after its time had begun.
registered as (
  select unit_code, first_received_at from facts.unit
)
select
  o.occurrence,
  o.debtor_number,
  o.unit_code,
  o.body,
  o.kind,
  o.area,
  o.parent_code,
  o.times,
  d.done_on,
  d.known_from as done_known_at,
  case when r.first_received_at >= c.window_from + 1 and x.excused_at is null
    then r.first_received_at else x.excused_at end as excused_at,
  c.due_date
from owing o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
left join facts.obligation_done d
  on d.occurrence = o.occurrence
  and d.debtor_number = o.debtor_number
  and d.times = o.times
  and d.known_to is null
left join exempted x
  on x.occurrence = o.occurrence
  and x.debtor_number = o.debtor_number and o.unit_code is not null
left join registered r on r.unit_code = o.unit_code
