-- One row per obligation, due date and unit or body that was late with it on some day: never done, or not
-- known to be done by the end of its due date. A day's late ones are a part of these, a fifth of all.
select
  occurrence,
  unit_code,
  body,
  kind,
  area,
  times,
  amount,
  done_known_at,
  excused_at,
  due_date
from facts.obligation
where done_known_at is null
  or done_known_at >= due_date + 1
