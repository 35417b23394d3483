import { text } from '../../../contracts/index.ts';
import { optional, required, type NamedQuery } from '../../named-query.ts';
import { ASKED, filters, OWED, TAKEN_BACK, UNITS_THEN, WAS_DONE, WAS_EXCUSED } from './as-of.ts';

/** Of `e`, evidence, and `c`, an occurrence: the one may fulfil the other. */
const FULFILS = `e.evidence = c.evidence
  and e.about_date >= c.window_from
  and e.about_date <= c.accepted_until
  and (c.topic is null or c.topic = e.topic)
  and (not c.own_papers or c.definition = e.definition)`;

/** The unit or body asked for, by its number. */
const ASKER = `asker as (
  select debtor_number from facts.debtor where debtor = $unit
)`;

/** Of a row with a span: known at the end of the day asked for. */
const known = (row: string): string =>
  `${row}.known_from < a.day + 1
  and (${row}.known_to is null or ${row}.known_to >= a.day + 1)`;

/** How many units and bodies of a part at most; those with most late first. */
const LONGEST = 1000;

/** What units and bodies owe of a part of a campaign, what one of them owes, and the rows that it is held done by. */
export const unitQueries: readonly NamedQuery[] = [
  {
    name: 'campaign_debtor',
    title: text('单位完成情况', 'Completion by unit'),
    source: 'facts.obligation',
    parameters: {
      campaign: required('text'),
      by: required('text'),
      part: required('text'),
      ...filters,
    },
    dictionary: ['area', 'kind', 'body'],
    sql: `with ${ASKED},
${UNITS_THEN},
chosen as (
  select c.occurrence
  from facts.campaign_occurrence c
  join campaign.item i
    on i.campaign = c.campaign
    and i.item = c.item
  where c.campaign = $campaign
    and case $by
      when 'phase' then coalesce(i.phase, 'throughout')
      when 'task' then cast(c.task as varchar)
      when 'type' then i.item_type
      when 'item' then i.item
      when 'office' then null
      else $part
    end = $part
  union all
  select c.occurrence
  from facts.campaign_occurrence c
  left join campaign.item_office f
    on f.campaign = c.campaign
    and f.item = c.item
    and f.is_lead
  where c.campaign = $campaign
    and $by = 'office'
    and coalesce(f.office, 'none') = $part
),
counted as (
  select
    o.debtor_number,
    o.body,
    count(*) filter (where ${WAS_DONE} or not ${WAS_EXCUSED}) as owed,
    count(*) filter (where ${WAS_DONE}) as done,
    count(*) filter (
      where o.due_date < a.day and not ${WAS_DONE} and not ${WAS_EXCUSED}
    ) as late
  from facts.obligation o
  join chosen c on c.occurrence = o.occurrence
  cross join asked a
  ${TAKEN_BACK}
  where ${OWED}
    and ($area is null or o.area = $area)
    and ($kind is null or o.kind = $kind)
    and ($by <> 'area' or o.area = $part)
    and ($by <> 'kind' or o.kind = $part)
    and ($by <> 'body' or o.body = $part)
  group by o.debtor_number, o.body
),
listed as (
  select g.unit_code, c.body, c.owed, c.done, c.late
  from counted c
  join facts.debtor g on g.debtor_number = c.debtor_number
  where c.owed > 0
  order by c.late desc, c.done * 1.0 / c.owed, c.debtor_number, c.body
  limit ${LONGEST}
)
select
  c.unit_code,
  u.unit_name,
  c.body,
  u.area,
  u.kind,
  cast(c.owed as integer) as owed,
  cast(c.done as integer) as done,
  cast(c.late as integer) as late
from listed c
left join unit_then u on u.unit_code = c.unit_code
order by c.late desc, c.done * 1.0 / c.owed, c.unit_code, c.body`,
  },
  {
    name: 'campaign_hazard',
    title: text('两个清单', 'The two lists'),
    source: 'facts.hazard',
    parameters: { unit: required('text'), day: optional('text') },
    dictionary: ['work_area', 'severity', 'status'],
    sql: `with ${ASKED},
listed as (
  select
    h.hazard_number,
    h.found_date,
    h.description,
    h.work_area,
    h.severity,
    h.status,
    h.measures,
    h.deadline,
    h.responsible_party,
    h.interim_controls,
    h.contingency_plan,
    row_number() over (
      partition by h.hazard_number
      order by h.report_month desc, h.known_from desc, h.row_number desc
    ) as nth
  from staging.hazard h
  cross join asked a
  where h.unit_code = $unit
    and ${known('h')}
)
select
  hazard_number,
  found_date,
  description,
  work_area,
  severity,
  status,
  measures,
  deadline,
  responsible_party,
  interim_controls,
  contingency_plan,
  status <> 'struck_off' as is_open
from listed
where nth = 1
order by found_date desc, hazard_number`,
  },
  {
    name: 'campaign_unit',
    title: text('单位应办事项', 'Obligations of a unit'),
    source: 'facts.obligation',
    parameters: { unit: required('text'), campaign: optional('text'), day: optional('text') },
    dictionary: ['campaign', 'item', 'evidence', 'state'],
    sql: `with ${ASKED},
${ASKER},
own as (
  select e.evidence, e.topic, e.definition, e.about_date, e.amount
  from facts.campaign_evidence e
  join asker r on r.debtor_number = e.debtor_number
  cross join asked a
  where ${known('e')}
),
counted as (
  select c.occurrence, sum(e.amount) as amount
  from own e
  join facts.campaign_occurrence c on ${FULFILS}
  group by c.occurrence
),
done as (
  select d.occurrence, d.times, d.done_on, d.known_from
  from facts.obligation_done d
  join asker r on r.debtor_number = d.debtor_number
  cross join asked a
  where ${known('d')}
),
excused as (
  select x.occurrence
  from facts.obligation_excused x
  join asker r on r.debtor_number = x.debtor_number
  cross join asked a
  where ${known('x')}
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
    when o.excused_at < a.day + 1 or x.occurrence is not null then 'excused'
    when o.due_date < a.day then 'late'
    when c.window_from > a.day then 'upcoming'
    else 'due'
  end as state
from facts.obligation o
join asker r on r.debtor_number = o.debtor_number
join facts.campaign_occurrence c on c.occurrence = o.occurrence
join campaign.obligation b on b.obligation = c.obligation
cross join asked a
left join done d
  on d.occurrence = o.occurrence
  and d.times = o.times
left join excused x on x.occurrence = o.occurrence
left join counted n on n.occurrence = o.occurrence
where ${OWED}
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
    sql: `with ${ASKED},
${ASKER}
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
cross join asker r
join facts.campaign_evidence e
  on e.debtor_number = r.debtor_number
  and ${FULFILS}
  and ${known('e')}
left join intake.file f on f.file_id = e.file_id
where c.obligation = $obligation
  and c.due_date = try_cast($due as date)
order by e.done_date`,
  },
];
