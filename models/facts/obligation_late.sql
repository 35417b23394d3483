-- One row per obligation, due date and unit or body that was late with it on some day: never done, or not
-- known to be done by the end of its due date. A day's late ones are a part of these, a fifth of all.
-- withdrawn_from, withdrawn_at: between them it was thought to be done, until a correction took that back.
with
withdrawn as (
  select
    occurrence,
    debtor_number,
    times,
    min(known_from) as withdrawn_from,
    max(known_to) as withdrawn_at
  from facts.obligation_done
  where known_to is not null
  group by occurrence, debtor_number, times
)
select
  o.occurrence,
  o.debtor_number,
  o.unit_code,
  o.body,
  o.kind,
  o.area,
  o.times,
  o.done_known_at,
  o.excused_at,
  w.withdrawn_from,
  w.withdrawn_at,
  o.due_date
from facts.obligation o
left join withdrawn w
  on w.occurrence = o.occurrence
  and w.debtor_number = o.debtor_number
  and w.times = o.times
where o.done_known_at is null
  or o.done_known_at >= o.due_date + 1
