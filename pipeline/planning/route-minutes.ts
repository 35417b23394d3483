import type { PlannedVisit } from './plan.ts';
import type { Situation } from './situation.ts';

/** Minutes of a team's day: on the spot and on the road, in the order given. */
export function dayMinutes(situation: Situation, visits: readonly PlannedVisit[]): number {
  return onSpot(situation, visits) + roadMinutes(situation, visits);
}

const onSpot = ({ request }: Situation, visits: readonly PlannedVisit[]): number =>
  visits.reduce((sum, { minutes }) => sum + minutes + request.rules.travel.minutesPerStop, 0);

/** Minutes on the road of one team's day: from where it starts, in the order given, and back. */
export function roadMinutes(situation: Situation, visits: readonly PlannedVisit[]): number {
  const { capacity } = situation.request;
  const team = capacity.teams.find(({ team: name }) => name === visits[0]?.team);
  if (!team) return 0;
  const home = situation.travel.area(team.area);
  const stops = [home, ...visits.map(({ unitCode }) => situation.travel.unit(unitCode)), home];
  return stops
    .slice(1)
    .reduce((sum, stop, index) => sum + situation.travel.minutes(stops[index] ?? home, stop), 0);
}
