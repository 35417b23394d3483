-- One row per month and program that decided units of it: how many, and how many of them the program that made this
-- snapshot would decide otherwise today (marts.decision_anew). Those published stand.
select
  d.month,
  d.program,
  b.program as program_now,
  coalesce(d.program, '') <> b.program as is_another,
  count(*)::integer as decisions,
  (count(*) filter (where a.regime_differs))::integer as regimes_anew,
  (count(*) filter (where a.tier_differs))::integer as tiers_anew,
  (count(*) filter (where a.regime_differs or a.tier_differs))::integer as decisions_anew,
  (count(*) filter (where a.score_differs))::integer as scores_anew
from marts.decision d
cross join policy.build b
left join marts.decision_anew a
  on a.unit_code = d.unit_code
  and a.month = d.month
group by d.month, d.program, b.program
