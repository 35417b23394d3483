import { text } from '../../../contracts/index.ts';
import { required, type NamedQuery } from '../../named-query.ts';
import { ASKED, COUNTING, COUNTS, filters, PROGRESS } from './as-of.ts';

/** How far campaigns, their parts and their items have come. */
export const completionQueries: readonly NamedQuery[] = [
  {
    name: 'campaign',
    title: text('专项行动', 'Campaigns'),
    source: 'campaign.campaign',
    parameters: filters,
    sql: `with ${ASKED},
${PROGRESS}
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
left join progress p
  on p.campaign = g.campaign
  and ${COUNTING}
group by all
order by g.from_date desc, g.campaign`,
  },
  {
    name: 'campaign_part',
    title: text('专项行动完成情况', 'Completion of a campaign'),
    source: 'marts.campaign_progress',
    parameters: { campaign: required('text'), by: required('text'), ...filters },
    dictionary: ['part'],
    sql: `with ${ASKED},
${PROGRESS}
select
  case $by
    when 'phase' then p.phase
    when 'task' then cast(p.task as varchar)
    when 'type' then p.item_type
    when 'office' then coalesce(f.office, 'none')
    when 'kind' then p.kind
    when 'body' then p.body
    else p.item
  end as part,${COUNTS}
from progress p
cross join asked a
left join campaign.item_office f
  on $by = 'office'
  and f.campaign = p.campaign
  and f.item = p.item
  and f.is_lead
where p.campaign = $campaign
  and $by <> 'area'
  and ${COUNTING}
group by part
union all
select
  d.area,
  cast(sum(d.owed) as integer),
  cast(sum(d.done) as integer),
  cast(sum(d.late) as integer),
  cast(sum(d.due_so_far) as integer),
  cast(sum(d.excused) as integer)
from marts.campaign_area_day d
cross join asked a
where d.campaign = $campaign
  and $by = 'area'
  and d.kind = coalesce($kind, 'all')
  and ($area is null or d.area = $area)
  and d.day <= a.day
group by d.area
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
${PROGRESS},
counted as (
  select p.item,${COUNTS}
  from progress p
  cross join asked a
  where p.campaign = $campaign
    and ${COUNTING}
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
];
