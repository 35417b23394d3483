import type { PlannedVisit } from './plan.ts';
import type { Situation } from './situation.ts';

/** What a plan is worth and costs. */
export interface PlanValue {
  /** Serious visits expected, smaller yields of repeated visits included. */
  readonly seriousExpected: number;
  /** Minutes on the road. */
  readonly travelMinutes: number;
  /** What planning maximises: serious visits weighted by month, deterrence, less the price of the road. */
  readonly objective: number;
}

/**
 * Values a plan by the same rules that the choice of months maximises.
 * @param travelMinutes on the road
 */
export function valueOf(
  situation: Situation,
  visits: readonly PlannedVisit[],
  travelMinutes: number,
): PlanValue {
  const { value } = situation.request.rules;
  const byUnit = new Map<string, PlannedVisit[]>();
  for (const visit of visits)
    byUnit.set(visit.unitCode, [...(byUnit.get(visit.unitCode) ?? []), visit]);
  let seriousExpected = 0;
  let objective = (-value.travelPerHour * travelMinutes) / 60;
  for (const [code, own] of byUnit) {
    const unit = situation.unit(code);
    if (!unit) continue;
    own.forEach((visit, before) => {
      const weight = situation.month(visit.date.slice(0, 7))?.weight ?? 1;
      const loss = unit.expected * (1 - value.repeatYield ** before);
      seriousExpected += unit.expected - loss;
      objective += unit.expected * weight - loss;
    });
    objective += (value.deterrence * unit.score) / 100;
  }
  return { seriousExpected, travelMinutes, objective };
}
