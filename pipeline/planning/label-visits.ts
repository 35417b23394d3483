import type { PlannedVisit } from './plan.ts';
import type { PlanMonth, Situation } from './situation.ts';

/**
 * Makes visits of a month covert, and adds night checks to visits of units with boarders, up to the
 * quotas: where most is expected. Who comes unannounced and shorter needs no more time or skill, so
 * nothing that fitted stops fitting.
 */
export function labelVisits(
  situation: Situation,
  month: PlanMonth,
  visits: readonly PlannedVisit[],
): PlannedVisit[] {
  const { quotas } = situation.request.rules;
  const first = (
    fits: (visit: PlannedVisit) => boolean,
    count: number,
  ): ReadonlySet<PlannedVisit> =>
    new Set(
      visits
        .filter(fits)
        .sort(
          (one, other) => other.expected - one.expected || (one.unitCode < other.unitCode ? -1 : 1),
        )
        .slice(0, count),
    );
  const covert = first(({ type, locked }) => type === 'special' && !locked, quotas.covert);
  const bureau = new Set(
    month.teams.filter(({ team }) => team.kind === 'bureau').map(({ team }) => team.team),
  );
  const marked = visits.filter(({ night: isNight }) => isNight);
  const more = first(
    ({ unitCode, team, night }) =>
      !night && bureau.has(team) && situation.unit(unitCode)?.hasBoarders === true,
    month.isNight ? Math.max(0, quotas.night_dormitory - marked.length) : 0,
  );
  return visits.map((visit) => {
    const unit = situation.unit(visit.unitCode);
    const type = covert.has(visit) ? 'covert' : visit.type;
    const minutes = unit ? situation.minutes(unit, type) : visit.minutes;
    return { ...visit, type, minutes, night: visit.night || more.has(visit) };
  });
}
