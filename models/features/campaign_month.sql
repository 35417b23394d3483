-- One row per unit and month in which, as then known, obligations of campaigns were late: the hook for the
-- responsibility group of the score; no indicator reads it yet.
--   campaign_late = own obligations of the look-back that were due by the month's end and not known to be done
-- Only what the district hands in evidence of at all counts, and only what the unit itself owes.
with
evidence_scope as (
  select evidence, min(known_from) as first_known
  from facts.campaign_evidence
  group by evidence
),
late as (
  select
    o.unit_code,
    o.due_date,
    o.done_known_at,
    o.excused_at,
    s.first_known
  from facts.obligation o
  join facts.campaign_occurrence c on c.occurrence = o.occurrence
  join evidence_scope s on s.evidence = c.evidence
  where o.unit_code is not null
    and o.body is null
    and (o.done_known_at is null or o.done_known_at >= o.due_date + 1)
)
select
  l.unit_code,
  m.month,
  count(*)::integer as campaign_late
from late l
join features.month_rule m
  on m.cutoff > l.due_date
  and m.month_index < date_diff('month', date '2000-01-01', l.due_date) + m.return_months
  and (l.done_known_at is null or l.done_known_at >= m.cutoff)
  and (l.excused_at is null or l.excused_at >= m.cutoff)
  and l.first_known < m.cutoff
group by l.unit_code, m.month
