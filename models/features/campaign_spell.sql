-- One row per obligation of a campaign that a unit owes itself and was late with, and the months at whose end,
-- as then known, it was (months since January 2000; to_index is the first in which it no longer was, 99999
-- where it still is); several, where in between it was
-- thought to be done or excused. Late is what facts.obligation_late, and with it the page of campaigns, calls so.
-- Returns, checks and drills have indicators of their own, and whoever lists a hazard must not be late for it
-- (rule H6): what only their rows show does not count here. Nor does what the district hands in no evidence
-- of at all.
with
evidence_scope as (
  select
    evidence,
    min(known_from) as first_known
  from facts.campaign_evidence
  group by evidence
),
late as (
  select
    o.unit_code,
    o.occurrence,
    c.campaign,
    c.obligation,
    c.accepted_until,
    o.due_date,
    date_diff('month', date '2000-01-01', o.due_date) as due_index,
    greatest(
      date_diff('month', date '2000-01-01', o.late_from),
      date_diff('month', date '2000-01-01', s.first_known::date)
    ) as from_index,
    coalesce(date_diff('month', date '2000-01-01', o.late_to), 99999) as to_index
  from facts.obligation_late o
  join facts.campaign_occurrence c on c.occurrence = o.occurrence
  join evidence_scope s on s.evidence = c.evidence
  where o.unit_code is not null
    and o.body is null
    and c.evidence not in ('hazard_return', 'self_check', 'hazard_cleared', 'drill')
)
select
  unit_code,
  occurrence,
  campaign,
  obligation,
  accepted_until,
  due_date,
  due_index::integer as due_index,
  from_index::integer as from_index,
  to_index::integer as to_index
from late
where to_index > from_index
