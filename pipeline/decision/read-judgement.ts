import type { PolicyNode } from './policy-node.ts';
import {
  gateNames,
  indicatorGroupOf,
  indicatorGroups,
  indicatorNames,
  laterIndicators,
  tierNames,
  type Hysteresis,
  type Policy,
  type PolicyGate,
  type PolicyIndicator,
} from './policy.ts';
import { complete } from './read-lists.ts';

/** Reads the indicators: each once, of its own group, their weights 100 together. */
export function readIndicators(list: PolicyNode): PolicyIndicator[] {
  const needed = indicatorNames.filter((name) => !laterIndicators.includes(name));
  const indicators = complete(list, 'indicator', needed, (node) => {
    const keys = node.mapping([
      'indicator',
      'group',
      'weight',
      'cap',
      'source',
      'label',
      'unit',
      'reason',
      'change',
    ]);
    const indicator = keys.indicator.oneOf(indicatorNames);
    const group = keys.group.oneOf(indicatorGroups);
    if (group !== indicatorGroupOf[indicator])
      keys.group.fail(
        `指标 ${indicator} 属于 ${indicatorGroupOf[indicator]}`,
        `${indicator} belongs to ${indicatorGroupOf[indicator]}`,
      );
    return {
      indicator,
      weight: keys.weight.number({ max: 100 }),
      cap: keys.cap.positive(),
      source: keys.source.string(),
      label: keys.label.text(),
      unit: keys.unit.text(),
      reason: keys.reason.text(['value', 'months']),
      change: keys.change.text(['value', 'months', 'points']),
    };
  });
  const sum = indicators.reduce((total, { weight }) => total + weight, 0);
  if (Math.abs(sum - 100) > 1e-6)
    list.fail(
      `各指标权重之和为 ${String(sum)}，应为 100`,
      `the weights sum to ${String(sum)}, not to 100`,
    );
  return indicators;
}

/** Reads what overrides the score. */
export function readGate(node: PolicyNode): PolicyGate {
  const keys = node.mapping([
    'gate',
    'lookback_months',
    'minimum_tier',
    'source',
    'label',
    'reason',
    'change',
  ]);
  const gate = keys.gate.oneOf(gateNames);
  const lasting = gate === 'open_major_hazard';
  if (lasting && !keys.lookback_months.missing)
    keys.lookback_months.fail('该否决项以未销号为准，没有回看期', 'this gate has no look-back');
  return {
    gate,
    lookbackMonths: lasting ? null : keys.lookback_months.integer({ min: 1, max: 240 }),
    minimumTier: keys.minimum_tier.oneOf(tierNames),
    source: keys.source.string(),
    label: keys.label.text(),
    reason: keys.reason.text(['value', 'months']),
    change: keys.change.text(['value', 'months', 'until']),
  };
}

/** Reads the tiers, the best first. */
export function readTiers(list: PolicyNode): Policy['tiers'] {
  const nodes = list.items();
  const tiers = complete(list, 'tier', tierNames, (node) => {
    const keys = node.mapping(['tier', 'minimum_score', 'label']);
    return {
      tier: keys.tier.oneOf(tierNames),
      minimumScore: keys.minimum_score.number({ max: 100 }),
      label: keys.label.text(),
    };
  });
  tiers.forEach(({ tier, minimumScore }, index) => {
    const above = tiers[index - 1];
    if (tier !== tierNames[index] || (above && above.minimumScore <= minimumScore))
      nodes[index]?.fail(
        `等级须按 ${tierNames.join('、')} 排列，分数线逐级降低`,
        `tiers must come as ${tierNames.join(', ')}, each with a lower minimum_score`,
      );
  });
  if (tiers.at(-1)?.minimumScore !== 0)
    nodes.at(-1)?.fail('最低等级的分数线应为 0', 'the lowest tier must begin at 0');
  return tiers;
}

/** Reads when a unit's regime changes. */
export function readRegime(node: PolicyNode): Policy['regime'] {
  const keys = node.mapping([
    'score',
    'responsibility',
    'hazard',
    'months_to_leave',
    'visits_a_year',
    'labels',
  ]);
  const labels = keys.labels.mapping(['full_checkup', 'intensified']);
  const visits = keys.visits_a_year.mapping(['full_checkup', 'intensified']);
  const limit = (pair: PolicyNode): Hysteresis => {
    const { enter, leave } = pair.mapping(['enter', 'leave']);
    const limits = { enter: enter.number({ max: 100 }), leave: leave.number({ max: 100 }) };
    if (limits.leave > limits.enter)
      leave.fail('退出线不得高于进入线', 'leave must not be above enter');
    return limits;
  };
  return {
    score: limit(keys.score),
    responsibility: limit(keys.responsibility),
    hazard: limit(keys.hazard),
    monthsToLeave: keys.months_to_leave.integer({ min: 1, max: 36 }),
    visitsAYear: {
      full_checkup: visits.full_checkup.number({ max: 366 }),
      intensified: visits.intensified.number({ max: 366 }),
    },
    labels: { full_checkup: labels.full_checkup.text(), intensified: labels.intensified.text() },
  };
}

/** Reads how sure the history model must be before it counts. */
export function readVerdict(
  keys: Record<'above_probability' | 'below_probability', PolicyNode>,
): Pick<Policy['settings'], 'above_probability' | 'below_probability'> {
  const above = keys.above_probability.number({ max: 1 });
  const below = keys.below_probability.number({ max: 1 });
  if (below >= above)
    keys.below_probability.fail(
      '须小于 above_probability',
      'below_probability must be less than above_probability',
    );
  return { above_probability: above, below_probability: below };
}
