import { decisionTables } from '../../pipeline/warehouse/decision-tables.ts';

const grain = 'grain: { zh: 测试, en: Test }';

const nulls = (table: string, given: readonly string[]): string =>
  (decisionTables.find(({ name }) => name === table)?.columns ?? [])
    .filter(({ name }) => !given.includes(name))
    .map(({ name, type }) => `null::${type} as ${name}`)
    .join(', ');

/** The least that decides: a unit's score is the hazards found of its newest return; the log comes first. */
export const decisionModels: Readonly<Record<string, string>> = {
  'scores/decision.sql': `-- One row per unit and month.
select u.unit_code, m.month, coalesce(sum(r.hazards_found), 0)::double as score
from facts.unit u
cross join facts.month m
left join staging.hazard_return r
  on r.unit_code = u.unit_code and r.report_month = m.month and r.known_to is null
group by u.unit_code, m.month`,
  'scores/decision.yaml': grain,
  'marts/decision.sql': `-- One row per unit and month.
select * from decision_log.decision
union all by name
select s.unit_code, s.month, s.score, b.snapshot_id, b.published_at,
  ${nulls('decision', ['unit_code', 'month', 'score', 'snapshot_id', 'published_at'])}
from scores.decision s
cross join policy.build b
where not exists (
  select 1 from decision_log.decision l where l.unit_code = s.unit_code and l.month = s.month)`,
  'marts/decision.yaml': `${grain}\ntests:\n  - unique: [unit_code, month]`,
  'marts/decision_reason.sql': `-- One row per unit, month and reason.
select * from decision_log.decision_reason
union all by name
select s.unit_code, s.month, 1 as ordinal, s.score as value,
  ${nulls('decision_reason', ['unit_code', 'month', 'ordinal', 'value'])}
from scores.decision s
where not exists (
  select 1 from decision_log.decision_reason l
  where l.unit_code = s.unit_code and l.month = s.month)`,
  'marts/decision_reason.yaml': grain,
  'marts/rescored_point.sql': `-- One row per unit, month and indicator.
select * from decision_log.rescored_point`,
  'marts/rescored_point.yaml': grain,
  'marts/evidence.sql': `-- One row per unit, month, reason and row behind it.
select * from decision_log.evidence`,
  'marts/evidence.yaml': grain,
};
