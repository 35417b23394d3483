import { text } from '../../contracts/index.ts';
import { optional, required, type NamedQuery } from '../named-query.ts';

/** The day asked for, or the last of the newest month decided. */
const ASKED = `asked as (
  select coalesce(
    try_cast($day as date), cast(b.as_of_month + interval 1 month as date) - 1
  ) as day
  from policy.build b
)`;

/** How many owe it, and how it stood at the end of the day asked for: of `p`, marts.campaign_progress. */
const COUNTS = `
  cast(coalesce(sum(p.debtors) filter (
    where p.excused_day is null or p.excused_day > a.day
  ), 0) as integer) as owed,
  cast(coalesce(sum(p.debtors) filter (where p.done_day <= a.day), 0) as integer) as done,
  cast(coalesce(sum(p.debtors) filter (
    where p.due_date < a.day
      and (p.done_day is null or p.done_day > a.day)
      and (p.excused_day is null or p.excused_day > a.day)
  ), 0) as integer) as late,
  cast(coalesce(sum(p.debtors) filter (
    where p.due_date <= a.day and (p.excused_day is null or p.excused_day > a.day)
  ), 0) as integer) as due_so_far,
  cast(coalesce(sum(p.debtors) filter (where p.excused_day <= a.day), 0) as integer) as excused`;

const FILTERED = `($area is null or p.area = $area) and ($kind is null or p.kind = $kind)`;
const filters = { day: optional('text'), area: optional('text'), kind: optional('text') };

/** A state of the day asked for, of `o`, facts.obligation. */
const STATE = `case
    when o.done_known_at < a.day + 1 then 'done'
    when o.excused_at < a.day + 1 then 'excused'
    when o.due_date < a.day then 'late'
    when c.window_from > a.day then 'upcoming'
    else 'due'
  end`;

/** Rows of one list at most; the parts tell how many there are. */
const LONGEST = 500;

/** What campaigns ask, who has done it, what is late. */
export const campaignQueries: readonly NamedQuery[] = [
  {
    name: 'campaign',
    title: text('专项行动', 'Campaigns'),
    source: 'campaign.campaign',
    parameters: filters,
    sql: `with ${ASKED}
select
  g.campaign,
  g.definition,
  g.from_date,
  g.to_date,
  g.document,
  g.source_rule,
  g.label_zh,
  g.label_en,${COUNTS}
from campaign.campaign g
cross join asked a
left join marts.campaign_progress p
  on p.campaign = g.campaign
  and ${FILTERED}
group by all
order by g.from_date desc, g.campaign`,
  },
  {
    name: 'campaign_part',
    title: text('专项行动完成情况', 'Completion of a campaign'),
    source: 'marts.campaign_progress',
    parameters: { campaign: required('text'), by: required('text'), ...filters },
    dictionary: ['part'],
    sql: `with ${ASKED}
select
  case $by
    when 'phase' then p.phase
    when 'task' then cast(p.task as varchar)
    when 'type' then p.item_type
    when 'office' then coalesce(f.office, 'none')
    when 'area' then p.area
    when 'kind' then p.kind
    when 'body' then p.body
    else p.item
  end as part,${COUNTS}
from marts.campaign_progress p
cross join asked a
left join campaign.item_office f
  on $by = 'office'
  and f.campaign = p.campaign
  and f.item = p.item
  and f.is_lead
where p.campaign = $campaign
  and ${FILTERED}
group by part
order by part`,
  },
  {
    name: 'campaign_phase',
    title: text('专项行动阶段', 'Phases of a campaign'),
    source: 'campaign.phase',
    parameters: { campaign: required('text') },
    sql: `select phase, ordinal, from_date, to_date, label_zh, label_en
from campaign.phase
where campaign = $campaign
order by ordinal`,
  },
  {
    name: 'campaign_task',
    title: text('专项行动任务', 'Tasks of a campaign'),
    source: 'campaign.task',
    parameters: { campaign: required('text') },
    sql: `select task, work_area, label_zh, label_en
from campaign.task
where campaign = $campaign
order by task`,
  },
  {
    name: 'campaign_item',
    title: text('专项行动事项', 'Items of a campaign'),
    source: 'campaign.item',
    parameters: { campaign: required('text'), ...filters },
    dictionary: ['phase', 'item_type'],
    sql: `with ${ASKED},
counted as (
  select p.item,${COUNTS}
  from marts.campaign_progress p
  cross join asked a
  where p.campaign = $campaign
    and ${FILTERED}
  group by p.item
)
select
  i.item,
  i.ordinal,
  i.item_number,
  i.phase,
  i.item_type,
  i.task,
  i.from_date,
  i.to_date,
  i.label_zh,
  i.label_en,
  i.points_to,
  i.obligations,
  i.is_measurable,
  i.not_measurable_zh,
  i.not_measurable_en,
  coalesce(c.owed, 0) as owed,
  coalesce(c.done, 0) as done,
  coalesce(c.late, 0) as late,
  coalesce(c.due_so_far, 0) as due_so_far
from campaign.item i
left join counted c on c.item = i.item
where i.campaign = $campaign
order by i.ordinal`,
  },
  {
    name: 'campaign_day',
    title: text('专项行动进度（按日）', 'Progress of a campaign by day'),
    source: 'marts.campaign_progress',
    parameters: { campaign: required('text'), area: optional('text'), kind: optional('text') },
    sql: `with
moved as (
  select p.due_date as day, sum(p.debtors) as due, 0 as done
  from marts.campaign_progress p
  where p.campaign = $campaign and p.excused_day is null and ${FILTERED}
  group by p.due_date
  union all
  select p.done_day, 0, sum(p.debtors)
  from marts.campaign_progress p
  where p.campaign = $campaign and p.done_day is not null and ${FILTERED}
  group by p.done_day
)
select day, cast(sum(due) as integer) as due, cast(sum(done) as integer) as done
from moved
group by day
order by day`,
  },
  {
    name: 'campaign_due',
    title: text('到期日历', 'Calendar of due dates'),
    source: 'marts.campaign_progress',
    parameters: { campaign: optional('text'), ...filters },
    sql: `with ${ASKED}
select p.due_date,${COUNTS}
from marts.campaign_progress p
cross join asked a
where ($campaign is null or p.campaign = $campaign)
  and ${FILTERED}
group by p.due_date
order by p.due_date`,
  },
  {
    name: 'campaign_late',
    title: text('逾期清单', 'What is late'),
    source: 'marts.obligation_late',
    parameters: {
      campaign: optional('text'),
      item: optional('text'),
      unit: optional('text'),
      ...filters,
    },
    dictionary: ['campaign', 'area', 'kind', 'body', 'evidence', 'item'],
    sql: `with ${ASKED}
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
  o.times,
  o.amount
from marts.obligation_late o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
join campaign.obligation b on b.obligation = c.obligation
cross join asked a
left join facts.unit u on u.unit_code = o.unit_code
where ($campaign is null or c.campaign = $campaign)
  and ($item is null or c.item = $item)
  and ($unit is null or coalesce(o.unit_code, o.body) = $unit)
  and ($area is null or o.area = $area)
  and ($kind is null or o.kind = $kind)
  and o.due_date < a.day
  and (o.done_known_at is null or o.done_known_at >= a.day + 1)
  and (o.excused_at is null or o.excused_at >= a.day + 1)
order by o.due_date, c.obligation, o.unit_code, o.body
limit ${LONGEST}`,
  },
  {
    name: 'campaign_late_unit',
    title: text('逾期单位', 'Units that are late'),
    source: 'marts.obligation_late',
    parameters: { campaign: optional('text'), item: optional('text'), ...filters },
    dictionary: ['area', 'kind', 'body'],
    sql: `with ${ASKED},
late as (
  select
    o.unit_code,
    o.body,
    o.area,
    o.kind,
    count(*) as late,
    min(o.due_date) as oldest
  from marts.obligation_late o
  join facts.campaign_occurrence c on c.occurrence = o.occurrence
  cross join asked a
  where ($campaign is null or c.campaign = $campaign)
    and ($item is null or c.item = $item)
    and ($area is null or o.area = $area)
    and ($kind is null or o.kind = $kind)
    and o.due_date < a.day
    and (o.done_known_at is null or o.done_known_at >= a.day + 1)
    and (o.excused_at is null or o.excused_at >= a.day + 1)
  group by o.unit_code, o.body, o.area, o.kind
)
select
  l.unit_code,
  u.unit_name,
  l.body,
  l.area,
  l.kind,
  cast(l.late as integer) as late,
  l.oldest
from late l
left join facts.unit u on u.unit_code = l.unit_code
order by l.late desc, l.unit_code, l.body
limit ${LONGEST}`,
  },
  {
    name: 'campaign_unit',
    title: text('单位应办事项', 'Obligations of a unit'),
    source: 'facts.obligation',
    parameters: { unit: required('text'), campaign: optional('text'), day: optional('text') },
    dictionary: ['campaign', 'item', 'evidence', 'state'],
    sql: `with ${ASKED}
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
  o.amount,
  o.done_on,
  o.done_known_at,
  ${STATE} as state
from facts.obligation o
join facts.campaign_occurrence c on c.occurrence = o.occurrence
join campaign.obligation b on b.obligation = c.obligation
cross join asked a
where coalesce(o.unit_code, o.body) = $unit
  and ($campaign is null or c.campaign = $campaign)
order by o.due_date, c.obligation`,
  },
  {
    name: 'campaign_evidence',
    title: text('完成依据', 'Evidence'),
    source: 'facts.campaign_evidence',
    parameters: { unit: required('text'), obligation: required('text'), due: required('text') },
    sql: `select
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
join facts.campaign_evidence e
  on e.debtor = $unit
  and e.evidence = c.evidence
  and e.about_date >= c.window_from
  and e.about_date <= c.accepted_until
  and (c.topic is null or c.topic = e.topic)
  and (not c.own_papers or c.definition = e.definition)
left join intake.file f on f.file_id = e.file_id
where c.obligation = $obligation
  and c.due_date = try_cast($due as date)
order by e.done_date`,
  },
  {
    name: 'campaign_hazard_day',
    title: text('隐患清零（按日）', 'Hazards to zero, by day'),
    source: 'facts.hazard',
    parameters: { campaign: required('text'), area: optional('text'), kind: optional('text') },
    sql: `with
own as (
  select h.found_date, h.closed_date, h.status, g.to_date
  from facts.hazard h
  join campaign.campaign g on g.campaign = $campaign
  join facts.unit p on p.unit_code = h.unit_code
  where h.found_date >= g.from_date
    and h.found_date <= g.to_date
    and ${FILTERED}
),
moved as (
  select found_date as day, 1 as found, 0 as struck_off from own
  union all
  select closed_date, 0, 1 from own where status = 'struck_off' and closed_date is not null
)
select day, cast(sum(found) as integer) as found, cast(sum(struck_off) as integer) as struck_off
from moved
group by day
order by day`,
  },
  {
    name: 'safety_month_total',
    title: text('安全生产月汇总', 'Safety month added up'),
    source: 'marts.safety_month_field',
    parameters: { month: optional('month') },
    sql: `select
  month,
  ordinal,
  field,
  field_kind,
  cast(count(*) as integer) as tables,
  cast(sum(units_covered) as integer) as units_covered,
  cast(sum(field_number) as integer) as total,
  cast(count(*) filter (where field_yes) as integer) as yes,
  cast(count(*) filter (where not field_yes) as integer) as no
from marts.safety_month_field
where is_counted
  and month = coalesce(cast($month as date), (select max(month) from marts.safety_month_field))
group by month, ordinal, field, field_kind
order by ordinal`,
  },
  {
    name: 'safety_month_source',
    title: text('安全生产月汇总来源', 'Sources of the safety month'),
    source: 'marts.safety_month_field',
    parameters: { month: optional('month'), field: optional('text') },
    dictionary: ['field', 'field_kind'],
    sql: `select
  v.field,
  v.field_kind,
  v.ordinal,
  v.unit_code,
  u.unit_name,
  v.is_counted,
  v.units_covered,
  v.field_number,
  v.field_text,
  v.field_yes,
  v.members,
  v.members_number,
  v.disagrees,
  f.file_name,
  v.sheet,
  v.row_number
from marts.safety_month_field v
join facts.unit u on u.unit_code = v.unit_code
left join intake.file f on f.file_id = v.file_id
where v.month = coalesce(cast($month as date), (select max(month) from marts.safety_month_field))
  and ($field is null or v.field = $field)
order by v.ordinal, v.unit_code`,
  },
];
