-- One row per obligation of a campaign that a unit owes itself and was late with, and the months at whose end,
-- as then known, it was (months since January 2000; to_index is the first in which it no longer was, 99999
-- where it still is); several, where in between it was
-- thought to be done or excused. Late is what facts.obligation_late, and with it the page of campaigns, calls so.
-- Returns, checks and drills have indicators of their own, and whoever lists a hazard must not be late for it
-- (rule H6): what only their rows show does not count here. Nor does what the district, as then known, hands in
-- no evidence of at all: one paper read as another, and corrected since, made nobody late but in between.
with
evidence_span as (
  select distinct
    evidence,
    date_diff('month', date '2000-01-01', known_from::date) as from_index,
    coalesce(date_diff('month', date '2000-01-01', known_to::date), 99999) as to_index
  from facts.campaign_evidence
),
reached as (
  select
    *,
    max(to_index) over (
      partition by evidence
      order by from_index, to_index
      rows between unbounded preceding and 1 preceding
    ) as reached_to
  from evidence_span
  where to_index > from_index
),
stretch as (
  select
    *,
    sum(case when from_index <= reached_to then 0 else 1 end) over (
      partition by evidence
      order by from_index, to_index
      rows between unbounded preceding and current row
    ) as nth
  from reached
),
evidence_scope as (
  select
    evidence,
    min(from_index) as from_index,
    max(to_index) as to_index
  from stretch
  group by evidence, nth
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
      s.from_index
    ) as from_index,
    least(
      coalesce(date_diff('month', date '2000-01-01', o.late_to), 99999),
      s.to_index
    ) as to_index
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
