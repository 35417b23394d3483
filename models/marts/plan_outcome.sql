-- One row per month of published plans and way a visit came into it (chance, rule, value, by hand, left
-- over): what was planned and made, and what it found. Changed by hand and planned can so be compared:
-- serious_expected counts only the visits that were made, as visits_serious does.
select
  month,
  visit_origin,
  count(*)::integer as visits_planned,
  (count(*) filter (where visit_status = 'done'))::integer as visits_done,
  (count(*) filter (where visit_status = 'unfinished'))::integer as visits_unfinished,
  (count(*) filter (where serious))::integer as visits_serious,
  coalesce(sum(serious_expected) filter (where visit_status = 'done'), 0) as serious_expected,
  coalesce(sum(findings), 0)::integer as findings,
  coalesce(sum(major_findings), 0)::integer as major_findings
from marts.plan_visit
group by month, visit_origin
