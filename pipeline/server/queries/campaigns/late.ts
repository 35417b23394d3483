import { text } from '../../../contracts/index.ts';
import { optional, type NamedQuery } from '../../named-query.ts';
import { ASKED, filters, UNITS_THEN } from './as-of.ts';

/** Rows of one list at most; the parts and the count tell how many there are. */
const LONGEST = 500;

/** Of `o`, facts.obligation_late: late at the end of the day asked for, by what was known then. */
const LATE = `o.late_from <= a.day
  and (o.late_to is null or o.late_to > a.day)`;

const FILTERED = `($campaign is null or c.campaign = $campaign)
  and ($item is null or c.item = $item)
  and ($area is null or o.area = $area)
  and ($kind is null or o.kind = $kind)`;

/** What is late, and whose. */
export const lateQueries: readonly NamedQuery[] = [
  {
    name: 'campaign_late',
    title: text('逾期清单', 'What is overdue'),
    source: 'facts.obligation_late',
    parameters: {
      campaign: optional('text'),
      item: optional('text'),
      unit: optional('text'),
      ...filters,
    },
    dictionary: ['campaign', 'area', 'kind', 'body', 'evidence', 'item'],
    sql: `with ${ASKED},
${UNITS_THEN},
late as (
  select o.occurrence, o.unit_code, o.body, o.area, o.kind, o.times, o.due_date
  from facts.obligation_late o
  join facts.campaign_occurrence c on c.occurrence = o.occurrence
  join facts.debtor g on g.debtor_number = o.debtor_number
  cross join asked a
  where ${FILTERED}
    and ($unit is null or g.debtor = $unit)
    and ${LATE}
  order by o.due_date, o.occurrence, o.debtor_number, o.body
  limit ${LONGEST}
)
select
  o.unit_code,
  u.unit_name,
  o.area,
  o.kind,
  o.body,
  c.campaign,
  c.item,
  c.obligation,
  b.label_zh,
  b.label_en,
  c.evidence,
  o.due_date,
  cast(a.day - o.due_date as integer) as days_late,
  o.times
from late o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
join campaign.obligation b on b.obligation = c.obligation
cross join asked a
left join unit_then u on u.unit_code = o.unit_code
order by o.due_date, c.obligation, o.unit_code, o.body`,
  },
  {
    name: 'campaign_late_unit',
    title: text('逾期单位', 'Units with something overdue'),
    source: 'facts.obligation_late',
    parameters: { campaign: optional('text'), item: optional('text'), ...filters },
    dictionary: ['area', 'kind', 'body'],
    sql: `with ${ASKED},
${UNITS_THEN},
late as (
  select
    o.debtor_number,
    o.body,
    count(*) as late,
    min(o.due_date) as oldest
  from facts.obligation_late o
  join facts.campaign_occurrence c on c.occurrence = o.occurrence
  cross join asked a
  where ${FILTERED}
    and ${LATE}
  group by o.debtor_number, o.body
),
listed as (
  select debtor_number, body, late, oldest
  from late
  order by late desc, debtor_number, body
  limit ${LONGEST}
)
select
  g.unit_code,
  u.unit_name,
  l.body,
  u.area,
  u.kind,
  cast(l.late as integer) as late,
  l.oldest
from listed l
join facts.debtor g on g.debtor_number = l.debtor_number
left join unit_then u on u.unit_code = g.unit_code
order by l.late desc, g.unit_code, l.body`,
  },
  {
    name: 'campaign_late_count',
    title: text('逾期单位数', 'How many units have something overdue'),
    source: 'facts.obligation_late',
    parameters: { campaign: optional('text'), item: optional('text'), ...filters },
    // A unit may owe something itself and be what a body owes something for: it counts once.
    sql: `with ${ASKED}
select cast(count(distinct o.unit_code) as integer) as units
from facts.obligation_late o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
cross join asked a
where ${FILTERED}
  and ${LATE}`,
  },
];
