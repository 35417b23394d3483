import { text } from '../../../contracts/index.ts';
import { optional, required, type NamedQuery } from '../../named-query.ts';
import { ASKED, COUNTING, COUNTS, EXCUSED, filters, PROGRESS } from './as-of.ts';

/** How campaigns went day by day, up to what was known on the day asked for. */
export const courseQueries: readonly NamedQuery[] = [
  {
    name: 'campaign_day',
    title: text('专项行动进度（按日）', 'Progress of a campaign by day'),
    source: 'marts.campaign_progress',
    parameters: { campaign: required('text'), ...filters },
    sql: `with ${ASKED},
${PROGRESS},
moved as (
  select p.due_date as day, sum(p.debtors) as due, 0 as done
  from progress p
  cross join asked a
  where p.campaign = $campaign
    and not (${EXCUSED})
    and ${COUNTING}
  group by p.due_date
  union all
  select p.done_day, 0, sum(p.debtors)
  from progress p
  cross join asked a
  where p.campaign = $campaign
    and p.done_day <= a.day
    and ${COUNTING}
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
    sql: `with ${ASKED},
${PROGRESS}
select p.due_date,${COUNTS}
from progress p
cross join asked a
where ($campaign is null or p.campaign = $campaign)
  and ${COUNTING}
group by p.due_date
order by p.due_date`,
  },
  {
    name: 'campaign_hazard_day',
    title: text('隐患清零（按日）', 'Hazards to zero, by day'),
    source: 'marts.campaign_hazard_day',
    parameters: { campaign: required('text'), ...filters },
    sql: `with ${ASKED}
select
  h.day,
  cast(sum(h.found) as integer) as found,
  cast(sum(h.struck_off) as integer) as struck_off
from marts.campaign_hazard_day h
cross join asked a
where h.campaign = $campaign
  and h.day <= a.day
  and ($area is null or h.area = $area)
  and ($kind is null or h.kind = $kind)
group by h.day
order by h.day`,
  },
];
