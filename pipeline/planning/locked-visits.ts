import { Failure, text } from '../contracts/index.ts';
import { addMonths } from './calendar.ts';
import type { PlanDocument } from './document.ts';
import type { PlannedVisit, PlanRequest } from './plan.ts';

/**
 * The locked visits of a kept plan that fall within the months of one to be made.
 * @param firstMonth `YYYY-MM`
 */
export function lockedWithin(
  { visits }: Pick<PlanDocument, 'visits'>,
  firstMonth: string,
  months: number,
): PlannedVisit[] {
  const after = addMonths(firstMonth, months);
  return visits.filter(({ locked, date }) => locked && date >= firstMonth && date < after);
}

/**
 * That a plan keeps every visit that it was to keep: unit, day and team. A unit may be closed since, a team gone or
 * its days used up; a plan without them would break the planner's word.
 * @throws Failure `locked_not_kept`
 */
export function requireLocked(
  { locked, units }: PlanRequest,
  visits: readonly PlannedVisit[],
): void {
  const keyOf = ({ unitCode, date, team }: PlannedVisit): string => `${unitCode} ${date} ${team}`;
  const kept = new Set(visits.filter((visit) => visit.locked).map(keyOf));
  const missing = locked.filter((visit) => !kept.has(keyOf(visit)));
  if (missing.length === 0) return;
  const names = new Map(units.map(({ code, name }) => [code, name]));
  const told = missing.map(
    ({ unitCode, date, team }) => [names.get(unitCode) ?? unitCode, date, team] as const,
  );
  throw new Failure(
    'locked_not_kept',
    text(
      `锁定的检查排不进新计划：${told.map((each) => each.join(' ')).join('；')}`,
      `Locked visits do not fit into a new plan: ${told.map((each) => each.join(', ')).join('; ')}`,
    ),
    {
      hint: text(
        '单位已不在册、检查组已不在、或当天已排满：先解锁，或不保留锁定的检查',
        'The unit is gone, the team is gone, or its days are full: unlock them, or make the plan without locked visits',
      ),
    },
  );
}
