import { numbered } from './columns.ts';
import { ratio, type Measured } from './intervals.ts';
import type { MethodName } from './methods.ts';
import { stepsOf, tierSteps, topSteps, type BootstrapOptions } from './metrics/index.ts';
import type { Panel } from './panel.ts';

/** How much the product's lists change from month to month. */
export interface Steadiness {
  readonly topStability: ReadonlyMap<MethodName, Measured>;
  readonly tierFlipRate: Measured;
  readonly units: number;
}

const TOP = 0.2;

/** Over all units and months of the panel; the months' tops are held fixed in the bootstrap. */
export function steadiness(
  { unitCode, month, score, tier }: Panel,
  options: BootstrapOptions,
): Steadiness {
  const unit = numbered(unitCode);
  const months = { unit, month };
  const steps = stepsOf(months);
  const measure = ({ unit: of, part, whole }: ReturnType<typeof tierSteps>) =>
    ratio(of, part, whole, options);
  return {
    topStability: new Map(
      [...score].map(([method, scores]) => [method, measure(topSteps(months, steps, scores, TOP))]),
    ),
    tierFlipRate: measure(tierSteps(months, steps, tier)),
    units: new Set(steps.map(([earlier]) => unit[earlier])).size,
  };
}
