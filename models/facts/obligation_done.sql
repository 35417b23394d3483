-- One row per obligation, due date, unit or body, how many times it was asked for, and time span in which it was
-- known to be done (null known_to: it still is). A span ends where a correction takes back what it rested on.
-- Whether the unit or body owes it at all is said by facts.obligation.
with
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
    e.debtor_number,
    e.done_date,
    e.known_from,
    e.known_to,
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
    debtor_number,
    min(known_from) as known_from,
    min(done_date) as done_on,
    count(known_to) as taken_back
  from matched
  group by occurrence, debtor_number
),
asked as (
  select distinct
    c.occurrence,
    w.times
  from facts.campaign_occurrence c
  join campaign.owner w on w.obligation = c.obligation
),
-- Only what is asked for more than once, or was corrected, needs a look at each moment.
looked_at as (
  select
    m.*,
    a.times
  from matched m
  join asked a on a.occurrence = m.occurrence
  join once o
    on o.occurrence = m.occurrence
    and o.debtor_number = m.debtor_number
  where a.times > 1
    or o.taken_back > 0
),
moment as (
  select occurrence, debtor_number, times, known_from as moment_at, sum(amount) as change
  from looked_at
  group by occurrence, debtor_number, times, known_from
  union all
  select occurrence, debtor_number, times, known_to, -sum(amount)
  from looked_at
  where known_to is not null
  group by occurrence, debtor_number, times, known_to
),
balance as (
  select
    occurrence,
    debtor_number,
    times,
    moment_at,
    sum(sum(change)) over (
      partition by occurrence, debtor_number, times
      order by moment_at
      rows between unbounded preceding and current row
    ) >= times as is_done
  from moment
  group by occurrence, debtor_number, times, moment_at
),
turned as (
  select
    *,
    lag(is_done) over (partition by occurrence, debtor_number, times order by moment_at) as was_done
  from balance
),
turn as (
  select
    *,
    lead(moment_at) over (partition by occurrence, debtor_number, times order by moment_at) as next_at
  from turned
  where is_done <> coalesce(was_done, false)
),
span as (
  select occurrence, debtor_number, times, moment_at as known_from, next_at as known_to
  from turn
  where is_done
),
-- When it was done: when the last of as many was, of what was known at the span's end.
within as (
  select
    s.occurrence,
    s.debtor_number,
    s.times,
    s.known_from,
    l.done_date,
    sum(l.amount) over (
      partition by s.occurrence, s.debtor_number, s.times, s.known_from
      order by l.done_date, l.known_from
      rows between unbounded preceding and current row
    ) as done_so_far
  from span s
  join looked_at l
    on l.occurrence = s.occurrence
    and l.debtor_number = s.debtor_number
    and l.times = s.times
    and (l.known_to is null or l.known_to > s.known_from)
    and (s.known_to is null or l.known_from < s.known_to)
),
dated as (
  select
    occurrence,
    debtor_number,
    times,
    known_from,
    min(done_date) filter (where done_so_far >= times) as done_on
  from within
  group by occurrence, debtor_number, times, known_from
)
select
  o.occurrence,
  o.debtor_number,
  a.times,
  o.done_on,
  o.known_from,
  null::timestamp as known_to
from once o
join asked a
  on a.occurrence = o.occurrence
  and a.times = 1
where o.taken_back = 0
union all
select
  s.occurrence,
  s.debtor_number,
  s.times,
  d.done_on,
  s.known_from,
  s.known_to
from span s
join dated d
  on d.occurrence = s.occurrence
  and d.debtor_number = s.debtor_number
  and d.times = s.times
  and d.known_from = s.known_from
