import type { PlannedVisit } from './plan.ts';
import type { Situation } from './situation.ts';

/** By date and route; what each visit is expected to find is less where the unit is seen before in the plan. */
export function withYields(situation: Situation, visits: readonly PlannedVisit[]): PlannedVisit[] {
  const { repeatYield } = situation.request.rules.value;
  const before = new Map<string, number>();
  return inOrder(visits).map((visit) => {
    const seen = before.get(visit.unitCode) ?? 0;
    before.set(visit.unitCode, seen + 1);
    const expected = situation.unit(visit.unitCode)?.expected ?? 0;
    return { ...visit, expected: expected * repeatYield ** seen };
  });
}

/** Visits by date, those of a day as they stand: a team's route. */
const inOrder = (visits: readonly PlannedVisit[]): PlannedVisit[] =>
  [...visits].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
