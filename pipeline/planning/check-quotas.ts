import type { Breach } from './breach.ts';
import { grouped } from './grouped.ts';
import type { PlannedVisit } from './plan.ts';
import { dayMinutes } from './route-minutes.ts';
import { quotaTypes } from './rules.ts';
import type { PlanMonth, Situation } from './situation.ts';

/** Quotas of each month, and whether all that was drawn is seen. */
export function checkMonths(situation: Situation, visits: readonly PlannedVisit[]): Breach[] {
  const { rules } = situation.request;
  const names = {
    covert: 'covert_quota',
    area_mutual: 'mutual_quota',
    night_dormitory: 'night_quota',
  } as const;
  return situation.months.flatMap((month) => {
    const own = visits.filter(({ date }) => date.startsWith(month.month));
    const breaches: Breach[] = [];
    for (const type of quotaTypes) {
      const wanted = quotaOf(month, type, rules.quotas[type]);
      const found = own.filter((visit) =>
        type === 'night_dormitory' ? visit.night || visit.type === type : visit.type === type,
      ).length;
      if (found < wanted)
        breaches.push({ rule: names[type], hard: false, month: month.month, found, wanted });
    }
    const free = freeMinutes(situation, month, own);
    // Less than a team's day is rounding.
    if (month.reserved > 0 && free < month.reserved - rules.dayMinutes)
      breaches.push({
        rule: 'random_share',
        hard: false,
        month: month.month,
        found: Math.max(0, Math.floor(free / rules.dayMinutes)),
        wanted: Math.ceil(month.reserved / rules.dayMinutes),
      });
    for (const code of month.drawn)
      if (!own.some(({ unitCode, origin }) => unitCode === code && origin === 'draw'))
        breaches.push({ rule: 'drawn_missing', hard: false, month: month.month, unitCode: code });
    return breaches;
  });
}

/** Where less than a year is planned: whether check-ups and visits in all keep pace with the year's. */
export function checkPace(
  { units, request }: Situation,
  visits: readonly PlannedVisit[],
): Breach[] {
  const { rules, months } = request;
  if (months >= 12) return [];
  const checkups = visits.filter(({ type }) => type === 'full_checkup').length;
  const due = units.reduce((sum, { tier }) => sum + rules.visitsPerYear[tier], 0);
  return (
    [
      ['checkups', checkups, Math.floor((units.length * rules.checkupsPerYear * months) / 12)],
      ['tier_visits', visits.length, Math.floor((due * months) / 12)],
    ] as const
  ).flatMap(([rule, found, wanted]) =>
    found < wanted ? [{ rule, hard: false, found, wanted }] : [],
  );
}

/** Minutes of bureau teams that a month's visits leave. */
function freeMinutes(
  situation: Situation,
  month: PlanMonth,
  visits: readonly PlannedVisit[],
): number {
  const bureau = new Set(
    month.teams.filter(({ team }) => team.kind === 'bureau').map(({ team }) => team.team),
  );
  const days = grouped(
    visits.filter(({ team }) => bureau.has(team)),
    ({ team, date }) => `${date} ${team}`,
  );
  const used = [...days.values()].reduce((sum, day) => sum + dayMinutes(situation, day), 0);
  return situation.capacity(month, 'bureau') - used;
}

function quotaOf(month: PlanMonth, type: (typeof quotaTypes)[number], quota: number): number {
  if (type === 'night_dormitory') return month.isNight ? quota : 0;
  if (type === 'area_mutual')
    return month.teams.some(({ team, most }) => team.kind === 'mutual' && most > 0) ? quota : 0;
  return quota;
}
