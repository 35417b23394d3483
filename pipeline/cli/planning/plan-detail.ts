import type { Locale } from '../../contracts/index.ts';
import { workingDays } from '../../planning/calendar.ts';
import type { PlanDocument } from '../../planning/document.ts';
import { grouped } from '../../planning/grouped.ts';
import { clashLabels, clashUnits, originLabels, visitTypeLabel } from '../../planning/labels.ts';
import type { PlannedVisit } from '../../planning/plan.ts';
import { roadMinutes } from '../../planning/route-minutes.ts';
import type { Situation } from '../../planning/situation.ts';
import { breachWords } from './breach-words.ts';
import type { PlanDesk } from './desk.ts';
import type { PlanGround } from './ground.ts';

/** What a page is told of a plan in a list. */
export const summaryOf = (plan: PlanDocument) => ({
  id: plan.id,
  status: plan.status,
  created_at: plan.created_at,
  published_at: plan.published_at,
  published_by: plan.published_by,
  first_month: plan.first_month,
  months: plan.months,
  days: plan.days,
  visits: plan.visits.length,
  units: new Set(plan.visits.map(({ unitCode }) => unitCode)).size,
  serious_expected: plan.serious_expected,
  travel_minutes: plan.travel_minutes,
  gap: plan.gap,
  clash: plan.clash !== null,
});

/** A plan as the page shows it, in words. */
export function detailOf(desk: PlanDesk, ground: PlanGround, plan: PlanDocument, locale: Locale) {
  const situation = desk.situation(ground, plan);
  const names = new Map(ground.units.map(({ code, name }) => [code, name]));
  const routes = grouped(plan.visits, ({ date, team }) => `${date} ${team}`);
  return {
    ...summaryOf(plan),
    rules_version: plan.rules_version,
    capacity_version: plan.capacity_version,
    capacity_file_id: plan.capacity_file_id ?? null,
    objective: plan.objective,
    bound: plan.bound,
    stopped: plan.stopped,
    certificates: plan.certificates,
    visits: plan.visits.map((visit) => {
      const unit = situation.unit(visit.unitCode);
      return {
        unit_code: visit.unitCode,
        unit_name: unit?.name ?? visit.unitCode,
        area: unit?.area ?? '',
        kind: unit?.kind ?? '',
        tier: unit?.tier ?? 'blue',
        reason: unit?.reason ?? null,
        position: unit ? situation.travel.unit(unit.code) : null,
        date: visit.date,
        type: visit.type,
        type_label: visitTypeLabel(visit.type)[locale],
        night: visit.night,
        team: visit.team,
        inspectors: visit.inspectors,
        minutes: visit.minutes,
        expected: visit.expected,
        origin: visit.origin,
        origin_label: originLabels[visit.origin][locale],
        locked: visit.locked,
      };
    }),
    routes: [...routes].map(([, visits]) => ({
      date: visits[0]?.date,
      team: visits[0]?.team,
      road: Math.round(roadMinutes(situation, visits)),
      start: situation.travel.area(
        situation.request.capacity.teams.find(({ team }) => team === visits[0]?.team)?.area ?? '',
      ),
    })),
    month_days: monthDays(situation, plan.visits, locale),
    breaches: plan.breaches.map((breach) => breachWords(breach, names, locale)),
    clash:
      plan.clash === null
        ? null
        : {
            certain: plan.clash.certain,
            rules: plan.clash.rules.map((rule) => clashLabels[rule][locale]),
            relaxations: plan.clash.relaxations.map(({ rule, amount }) => ({
              rule: clashLabels[rule][locale],
              amount,
              unit: clashUnits[rule][locale],
            })),
          },
    changes: plan.changes.map((each) => ({
      at: each.at,
      by: each.by,
      reason: each.reason,
      note: each.note,
      action: each.action === 'lock' && !each.after[0]?.locked ? 'unlock' : each.action,
      undone: each.undone,
      unit_name: names.get(each.unitCode) ?? each.unitCode,
      from: each.before[0] ? `${each.before[0].date} ${each.before[0].team}` : '',
      to:
        each.after
          .filter(({ unitCode }) => unitCode === each.unitCode)
          .map(({ date, team }) => `${date} ${team}`)[0] ?? '',
    })),
  };
}

/**
 * The days of each month planned: those on which teams go out, what is marked, how many each team has. A team that
 * the file of teams no longer names has none, and is told of as long as the plan sends it.
 */
function monthDays(situation: Situation, visits: readonly PlannedVisit[], locale: Locale) {
  const { rules, capacity } = situation.request;
  const { calendar } = rules;
  const known = new Set(capacity.teams.map(({ team }) => team));
  const gone = visits.filter(({ team }) => !known.has(team));
  return situation.months.map(({ month, teams }) => ({
    month,
    working: workingDays(month, calendar),
    marks: [
      ...calendar.holidays.map((span) => ({ ...span, sort: 'holiday' })),
      ...calendar.exams.map((span) => ({ ...span, sort: 'exam' })),
      ...calendar.closed.map((span) => ({ ...span, sort: 'closed' })),
      ...calendar.keyNodes.map((span) => ({ ...span, sort: 'key_node' })),
    ]
      .filter(({ from, to }) => from.slice(0, 7) <= month && month <= to.slice(0, 7))
      .map(({ from, to, label, sort }) => ({ from, to, sort, label: label[locale] })),
    teams: [
      ...teams.map(({ team, most }) => ({ team: team.team, most })),
      ...[
        ...new Set(gone.filter(({ date }) => date.startsWith(month)).map(({ team }) => team)),
      ].map((team) => ({ team, most: 0 })),
    ],
  }));
}
