import { text } from '../../../contracts/index.ts';
import { optional, required, type NamedQuery } from '../../named-query.ts';
import { ASKED } from './as-of.ts';

/** Of `e`, evidence, and `c`, an occurrence: the one may fulfil the other. */
const FULFILS = `e.evidence = c.evidence
  and e.about_date >= c.window_from
  and e.about_date <= c.accepted_until
  and (c.topic is null or c.topic = e.topic)
  and (not c.own_papers or c.definition = e.definition)`;

/** Of a row with a span: known at the end of the day asked for. */
const known = (row: string): string =>
  `${row}.known_from < a.day + 1
  and (${row}.known_to is null or ${row}.known_to >= a.day + 1)`;

/** What one unit or body owes, and the rows that it is held done by. */
export const unitQueries: readonly NamedQuery[] = [
  {
    name: 'campaign_unit',
    title: text('单位应办事项', 'Obligations of a unit'),
    source: 'facts.obligation',
    parameters: { unit: required('text'), campaign: optional('text'), day: optional('text') },
    dictionary: ['campaign', 'item', 'evidence', 'state'],
    sql: `with ${ASKED},
counted as (
  select c.occurrence, sum(e.amount) as amount
  from facts.campaign_evidence e
  cross join asked a
  join facts.campaign_occurrence c on ${FULFILS}
  where e.debtor = $unit
    and ${known('e')}
  group by c.occurrence
)
select
  c.campaign,
  c.item,
  c.obligation,
  b.label_zh,
  b.label_en,
  c.evidence,
  o.body,
  c.window_from,
  o.due_date,
  o.times,
  cast(coalesce(n.amount, 0) as integer) as amount,
  d.done_on,
  d.known_from as done_known_at,
  case
    when d.occurrence is not null then 'done'
    when o.excused_at < a.day + 1 then 'excused'
    when o.due_date < a.day then 'late'
    when c.window_from > a.day then 'upcoming'
    else 'due'
  end as state
from facts.obligation o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
join campaign.obligation b on b.obligation = c.obligation
cross join asked a
left join facts.obligation_done d
  on d.debtor = $unit
  and d.occurrence = o.occurrence
  and d.times = o.times
  and ${known('d')}
left join counted n on n.occurrence = o.occurrence
where o.debtor = $unit
  and ($campaign is null or c.campaign = $campaign)
order by o.due_date, c.obligation`,
  },
  {
    name: 'campaign_evidence',
    title: text('完成依据', 'Evidence'),
    source: 'facts.campaign_evidence',
    parameters: {
      unit: required('text'),
      obligation: required('text'),
      due: required('text'),
      day: optional('text'),
    },
    sql: `with ${ASKED}
select
  e.evidence,
  e.topic,
  e.about_date,
  e.done_date,
  e.amount,
  e.known_from,
  e.dataset,
  e.file_id,
  f.file_name,
  e.sheet,
  e.row_number
from facts.campaign_occurrence c
cross join asked a
join facts.campaign_evidence e
  on e.debtor = $unit
  and ${FULFILS}
  and ${known('e')}
left join intake.file f on f.file_id = e.file_id
where c.obligation = $obligation
  and c.due_date = try_cast($due as date)
order by e.done_date`,
  },
];
