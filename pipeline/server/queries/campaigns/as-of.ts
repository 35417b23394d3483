import { optional } from '../../named-query.ts';

/** The day asked for, or the last of the newest month decided. */
export const ASKED = `asked as (
  select coalesce(
    try_cast($day as date), cast(b.as_of_month + interval 1 month as date) - 1
  ) as day
  from policy.build b
)`;

/** The day, the area and the kind of unit that a page asks for. */
export const filters = {
  day: optional('text'),
  area: optional('text'),
  kind: optional('text'),
};

/**
 * marts.campaign_progress of the area asked for; without one the same summed over all areas, which has so few
 * rows that any district is quick.
 */
export const PROGRESS = `progress as (
  select campaign, item, phase, task, item_type, body, kind, due_date, excused_day, done_day, debtors
  from marts.campaign_progress_kind
  where $area is null
  union all
  select campaign, item, phase, task, item_type, body, kind, due_date, excused_day, done_day, debtors
  from marts.campaign_progress
  where area = $area
)`;

/** Of `p`, rows of the progress: those of the kind of unit asked for. */
export const OF_KIND = `($kind is null or p.kind = $kind)`;

/** How many owe it, and how it stood at the end of the day asked for: of `p`, rows of the progress. */
export const COUNTS = `
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
