import { isOff } from './calendar.ts';
import type { Inspector } from './capacity.ts';
import type { PlannedVisit } from './plan.ts';
import type { Situation } from './situation.ts';

/**
 * Who goes on a team's day: the pair that goes already, if it may to all units of the route; else the one
 * least used that month.
 * @param others all visits of the plan but the one that is new to the day
 * @returns names; undefined where nobody of the team may and can
 */
export function pairFor(
  situation: Situation,
  others: readonly PlannedVisit[],
  route: readonly PlannedVisit[],
  { date, team: name }: { readonly date: string; readonly team: string },
): string[] | undefined {
  const team = situation.request.capacity.teams.find((each) => each.team === name);
  if (!team) return undefined;
  const month = others.filter(
    (visit) => visit.team === name && visit.date.startsWith(date.slice(0, 7)),
  );
  const namesOf = (pair: readonly Inspector[]): string[] => pair.map((each) => each.name);
  const daysOf = (pair: readonly string[]): number =>
    new Set(
      month
        .filter(({ inspectors }) => pair.every((each) => inspectors.includes(each)))
        .map((visit) => visit.date),
    ).size;
  const now = route.find((visit) => others.includes(visit))?.inspectors;
  const able = situation
    .pairs(team)
    .filter((pair) => !pair.some((each) => isOff(each, date)))
    .filter((pair) =>
      route.every(({ unitCode, type }) => {
        const unit = situation.unit(unitCode);
        return unit && situation.suits(team, pair, unit, type);
      }),
    )
    .map(namesOf);
  const kept = able.find((pair) => now && pair.every((each) => now.includes(each)));
  return kept ?? able.sort((one, other) => daysOf(one) - daysOf(other))[0];
}
