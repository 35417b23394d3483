-- One row per obligation, due date, unit or body that owes it, and run of days at whose ends it was late as then
-- known: from late_from until before late_to (null: it still is). Late is what is due and neither known to be done
-- nor known to be excused.
with
-- Most were never taken back: late, if at all, from the day after until one or the other was known.
plain as (
  select
    *,
    least(
      coalesce(done_known_at::date, date '9999-12-31'),
      coalesce(excused_at::date, date '9999-12-31')
    ) as settled_day
  from facts.obligation
  where owed_to is null
),
taken_back as (
  select occurrence, debtor_number, times, known_from::date as from_day, known_to::date as to_day
  from facts.obligation_done
  where known_to is not null
  union all
  select occurrence, debtor_number, null, known_from::date, known_to::date
  from facts.obligation_excused
  where known_to is not null
),
turning as (
  select distinct occurrence, debtor_number
  from taken_back
),
-- Of the others: the days on which it was not late, before it was due, done or excused.
not_late as (
  select o.occurrence, o.debtor_number, o.body, date '0001-01-01' as from_day, o.due_date + 1 as to_day
  from plain o
  join turning t
    on t.occurrence = o.occurrence
    and t.debtor_number = o.debtor_number
  union all
  select o.occurrence, o.debtor_number, o.body, o.settled_day, date '9999-12-31'
  from plain o
  join turning t
    on t.occurrence = o.occurrence
    and t.debtor_number = o.debtor_number
  union all
  select o.occurrence, o.debtor_number, o.body, b.from_day, b.to_day
  from plain o
  join taken_back b
    on b.occurrence = o.occurrence
    and b.debtor_number = o.debtor_number
    and (b.times is null or b.times = o.times)
),
reached as (
  select
    *,
    max(to_day) over (
      partition by occurrence, debtor_number, body
      order by from_day, to_day
      rows between unbounded preceding and current row
    ) as reached_to,
    lead(from_day) over (
      partition by occurrence, debtor_number, body
      order by from_day, to_day
    ) as next_from
  from not_late
)
select
  o.occurrence,
  o.debtor_number,
  o.unit_code,
  o.body,
  o.kind,
  o.area,
  o.times,
  o.due_date + 1 as late_from,
  nullif(o.settled_day, date '9999-12-31') as late_to,
  o.due_date
from plain o
left join turning t
  on t.occurrence = o.occurrence
  and t.debtor_number = o.debtor_number
where o.settled_day > o.due_date + 1
  and t.occurrence is null
union all
select
  o.occurrence,
  o.debtor_number,
  o.unit_code,
  o.body,
  o.kind,
  o.area,
  o.times,
  r.reached_to,
  nullif(r.next_from, date '9999-12-31'),
  o.due_date
from reached r
join plain o
  on o.occurrence = r.occurrence
  and o.debtor_number = r.debtor_number
  and o.body is not distinct from r.body
where r.next_from > r.reached_to
