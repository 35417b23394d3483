import type { Breach, NearVisit, PlanRuleName } from './breach.ts';
import { canReceive, isOff, monthsBetween, workingDays } from './calendar.ts';
import { checkMonths, checkPace } from './check-quotas.ts';
import { grouped } from './grouped.ts';
import type { PlannedVisit } from './plan.ts';
import { dayMinutes } from './route-minutes.ts';
import type { Situation } from './situation.ts';

/**
 * Checks a plan against every rule, from the visits alone: nothing is shared with the steps that make plans.
 * @returns what is broken or falls short; nothing hard ever is of a plan that was made here
 */
export function checkPlan(situation: Situation, visits: readonly PlannedVisit[]): Breach[] {
  return [
    ...visits.flatMap((visit) => checkVisit(situation, visit)),
    ...checkUnits(situation, visits),
    ...checkTeams(situation, visits),
    ...checkMonths(situation, visits),
    ...checkPace(situation, visits),
  ];
}

/** A draw stays one where it is locked too. */
const heldOf = ({ date, origin, locked }: PlannedVisit): NearVisit => ({
  date,
  held: locked && origin !== 'draw' ? 'locked' : origin,
});

/** Chance knows no gap: who is drawn is seen, however soon after a visit that was made or another draw; neither moves. */
const knowsNoGap = (before: NearVisit, visit: NearVisit): boolean =>
  visit.held === 'draw' && (before.held === 'made' || before.held === 'draw');

function checkVisit(situation: Situation, visit: PlannedVisit): Breach[] {
  const { rules, capacity } = situation.request;
  const { unitCode, date, team: name, inspectors, type } = visit;
  const unit = situation.unit(unitCode);
  const team = capacity.teams.find((each) => each.team === name);
  const at = { hard: true, unitCode, date, team: name } as const;
  if (!unit) return [{ ...at, rule: 'unknown_unit' }];
  if (!team) return [{ ...at, rule: 'unknown_team' }];
  if (!situation.month(date.slice(0, 7))) return [{ ...at, rule: 'month_outside' }];
  const people = team.inspectors.filter((each) => inspectors.includes(each.name));
  const breaches: Breach[] = [];
  const note = (broken: boolean, rule: PlanRuleName, more: Partial<Breach> = {}): void => {
    if (broken) breaches.push({ ...at, rule, ...more });
  };
  note(!workingDays(date.slice(0, 7), rules.calendar).includes(date), 'holiday');
  note(unit.examSite && !canReceive({ ...unit, kind: '' }, date, rules.calendar), 'exam');
  note(!canReceive({ ...unit, examSite: false }, date, rules.calendar), 'closed');
  note(inspectors.length !== rules.pair.inspectors, 'pair_size', {
    found: inspectors.length,
    wanted: rules.pair.inspectors,
  });
  note(people.length !== new Set(inspectors).size, 'inspector_unknown');
  note(
    people.some((each) => isOff(each, date)),
    'inspector_off',
  );
  note(
    situation
      .skills(unit, type)
      .some((skill) => !people.some(({ skills }) => skills.includes(skill))),
    'skills',
  );
  note(
    people.some((each) => situation.mustAvoid(team, each, unit)),
    'avoid',
  );
  note(team.kind === 'mutual' && team.area === unit.area, 'mutual_own_area');
  note((team.kind === 'mutual') !== (type === 'area_mutual'), 'team_kind');
  note(visit.night && !unit.hasBoarders, 'night_boarders');
  return breaches;
}

function checkUnits(situation: Situation, visits: readonly PlannedVisit[]): Breach[] {
  const { rules } = situation.request;
  const breaches: Breach[] = [];
  const byUnit = grouped(visits, ({ unitCode }) => unitCode);
  for (const unit of situation.units) {
    const own = [...(byUnit.get(unit.code) ?? [])].sort((one, other) =>
      one.date < other.date ? -1 : 1,
    );
    const first = own[0];
    const tooNear = (before: NearVisit, visit: PlannedVisit): void => {
      const months = monthsBetween(before.date.slice(0, 7), visit.date.slice(0, 7));
      const held = heldOf(visit);
      const near = [before, held] as const;
      const at = { hard: true, unitCode: unit.code, date: visit.date, near } as const;
      if (months === 0 && before.held !== 'made') breaches.push({ ...at, rule: 'month_cap' });
      else if (months < rules.gapMonths && !knowsNoGap(before, held))
        breaches.push({ ...at, rule: 'gap', found: Math.max(0, months), wanted: rules.gapMonths });
    };
    if (unit.lastVisit !== null && first) tooNear({ date: unit.lastVisit, held: 'made' }, first);
    own.slice(1).forEach((visit, index) => tooNear(heldOf(own[index] ?? visit), visit));
    const short = (rule: 'checkups' | 'tier_visits', found: number, wanted: number): void => {
      if (found < wanted) breaches.push({ rule, hard: false, unitCode: unit.code, found, wanted });
    };
    const checkups = own.filter(({ type }) => type === 'full_checkup').length;
    short('checkups', checkups, situation.checkupsDue());
    short('tier_visits', own.length, situation.visitsDue(unit));
  }
  return breaches;
}

function checkTeams(situation: Situation, visits: readonly PlannedVisit[]): Breach[] {
  const { rules } = situation.request;
  const breaches: Breach[] = [];
  for (const month of situation.months) {
    const inMonth = visits.filter(({ date }) => date.startsWith(month.month));
    const byTeam = grouped(inMonth, ({ team }) => team);
    for (const { team, most } of month.teams) {
      const days = grouped(byTeam.get(team.team) ?? [], ({ date }) => date);
      const at = { hard: true, team: team.team, month: month.month } as const;
      if (days.size > most)
        breaches.push({ ...at, rule: 'team_days', found: days.size, wanted: most });
      const pairs = new Map<string, number>();
      for (const [date, own] of days) {
        const minutes = dayMinutes(situation, own);
        if (minutes > rules.dayMinutes + 1e-6)
          breaches.push({
            ...at,
            rule: 'day_minutes',
            date,
            found: Math.round(minutes),
            wanted: rules.dayMinutes,
          });
        const pair = [...(own[0]?.inspectors ?? [])].sort().join('、');
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
      const together = Math.max(0, ...pairs.values());
      if (together > rules.pair.maximumDaysTogether)
        breaches.push({
          ...at,
          rule: 'pair_days',
          found: together,
          wanted: rules.pair.maximumDaysTogether,
        });
    }
  }
  return breaches;
}
