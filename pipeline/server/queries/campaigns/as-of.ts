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
  select campaign, item, phase, task, item_type, body, kind, due_date, from_day, excused_day, done_day, debtors
  from marts.campaign_progress_kind
  where $area is null
  union all
  select campaign, item, phase, task, item_type, body, kind, due_date, from_day, excused_day, done_day, debtors
  from marts.campaign_progress
  where area = $area
)`;

/** Of `p`, rows of the progress: those that count on the day asked for, of the kind of unit asked for. */
export const COUNTING = `(p.from_day is null or p.from_day <= a.day)
  and ($kind is null or p.kind = $kind)`;

/** Of `p`, a row of the progress: at the end of the day asked for it is known to be done. */
const DONE = 'coalesce(p.done_day <= a.day, false)';

/** Of `p`, a row of the progress: at the end of the day asked for it need not be, nor is it done. */
export const EXCUSED = `coalesce(p.excused_day <= a.day, false) and not ${DONE}`;

/** How many owe it, and how it stood at the end of the day asked for: of `p`, counting rows of the progress. */
export const COUNTS = `
  cast(coalesce(sum(p.debtors) filter (where not (${EXCUSED})), 0) as integer) as owed,
  cast(coalesce(sum(p.debtors) filter (where ${DONE}), 0) as integer) as done,
  cast(coalesce(sum(p.debtors) filter (
    where p.due_date < a.day and not ${DONE} and not (${EXCUSED})
  ), 0) as integer) as late,
  cast(coalesce(sum(p.debtors) filter (
    where p.due_date <= a.day and not (${EXCUSED})
  ), 0) as integer) as due_so_far,
  cast(coalesce(sum(p.debtors) filter (where ${EXCUSED}), 0) as integer) as excused`;

/** Of `o`, obligations: held to be owed at the end of the day asked for, as then known. */
export const OWED = `(o.owed_from is null or o.owed_from < a.day + 1)
  and (o.owed_to is null or o.owed_to >= a.day + 1)`;

/**
 * Joins to `o`, obligations, what was known at the end of the day asked for and was taken back since: `d`, that it
 * was done, and `x`, that it need not be.
 */
export const TAKEN_BACK = `left join facts.obligation_done d
    on d.occurrence = o.occurrence
    and d.debtor_number = o.debtor_number
    and d.times = o.times
    and d.known_to >= a.day + 1
    and d.known_from < a.day + 1
  left join facts.obligation_excused x
    on x.occurrence = o.occurrence
    and x.debtor_number = o.debtor_number
    and x.known_to >= a.day + 1
    and x.known_from < a.day + 1`;

/** Of `o` with what was taken back: known to be done at the end of the day asked for. */
export const WAS_DONE = `(coalesce(o.done_known_at < a.day + 1, false) or d.occurrence is not null)`;

/** Of `o` with what was taken back: known at the end of the day asked for that it need not be. */
export const WAS_EXCUSED = `(coalesce(o.excused_at < a.day + 1, false) or x.occurrence is not null)`;

/** Units as they were known at the end of the day asked for. */
export const UNITS_THEN = `unit_then as (
  select u.unit_code, u.unit_name, u.area, u.kind
  from facts.unit_version u
  cross join asked a
  where u.valid_from < a.day + 1
    and (u.valid_to is null or u.valid_to >= a.day + 1)
)`;
