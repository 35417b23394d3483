import { codeLists, contractOf, type CodeListName } from '../contracts/index.ts';
import { PolicyNode } from './policy-node.ts';
import {
  facilityFacts,
  gateNames,
  holdNames,
  indicatorGroupOf,
  indicatorGroups,
  indicatorNames,
  laterIndicators,
  peopleFacts,
  tierNames,
  type Hysteresis,
  type Policy,
  type PolicyGate,
  type PolicyIndicator,
  type PolicyPublication,
} from './policy.ts';
import { readSignals } from './read-signals.ts';

/**
 * Reads and checks one policy file.
 * @param file name shown in failures
 * @param content the YAML
 * @throws Failure `policy_invalid` that names file and line: unknown keys, indicators or codes, negative
 *   or missing numbers, weights that do not sum to 100, tiers out of order, a leave above its enter
 */
export function readPolicy(file: string, content: string): Policy {
  const root = PolicyNode.parse(file, content).mapping([
    'version',
    'effective_from',
    'title',
    'published',
    'groups',
    'indicators',
    'gates',
    'holds',
    'tiers',
    'regime',
    'exposures',
    'drills',
    'returns',
    'severity_points',
    'accident_levels',
    'accident_late',
    'lookback_months',
    'default_deadline_days',
    'silence_share',
    'history',
    'signals',
    'bunching',
  ]);
  const bunching = root.bunching.mapping(['points', 'months', 'z']);
  const drills = root.drills.mapping([
    'holiday_months',
    'minimum_traces',
    'judged_after_months',
    'requirements',
  ]);
  const exposures = root.exposures.mapping(['facilities', 'people', 'building_old_years']);
  const lookback = root.lookback_months.mapping([
    'hazard',
    'return',
    'silence',
    'drill',
    'repeated',
    'accident',
  ]);
  const history = root.history.mapping([
    'half_life_months',
    'prior_visits',
    'overdispersion',
    'above_points',
    'above_probability',
    'below_probability',
    'band_z',
    'serious_points',
  ]);
  const { signals, settings: signalSettings } = readSignals(root.signals);
  const late = root.accident_late.mapping(['minutes', 'points']);
  const tiers = root.tiers.mapping(['margin', 'levels']);
  return {
    file,
    line: root.effective_from.line,
    version: root.version.string(),
    effectiveFrom: root.effective_from.date(),
    title: root.title.text(),
    published: root.published.missing ? null : readPublication(root.published),
    groups: complete(root.groups, 'group', indicatorGroups, (node) => {
      const { group, label } = node.mapping(['group', 'label']);
      return { group: group.oneOf(indicatorGroups), label: label.text() };
    }),
    indicators: readIndicators(root.indicators),
    gates: complete(root.gates, 'gate', gateNames, readGate),
    holds: complete(root.holds, 'hold', holdNames, (node) => {
      const keys = node.mapping(['hold', 'label', 'reason', 'change']);
      return {
        hold: keys.hold.oneOf(holdNames),
        label: keys.label.text(),
        reason: keys.reason.text(['value', 'limit']),
        change: keys.change.text(['value', 'limit']),
      };
    }),
    tierMargin: tiers.margin.number({ max: 50 }),
    tiers: readTiers(tiers.levels),
    regime: readRegime(root.regime),
    exposures: [
      ...eachOf(exposures.facilities, facilityFacts, (fact, node) => ({
        indicator: 'exposure_facilities' as const,
        fact,
        points: node.number(),
      })),
      ...eachOf(exposures.people, peopleFacts, (fact, node) => ({
        indicator: 'exposure_people' as const,
        fact,
        points: node.number(),
      })),
    ],
    holidayMonths: drills.holiday_months.items().map((node) => node.integer({ min: 1, max: 12 })),
    drillRequirements: readDrillRequirements(drills.requirements),
    returns: readReturns(root.returns),
    severityPoints: eachOf(root.severity_points, codesOf('severity'), (severity, node) => ({
      severity,
      points: node.number(),
    })),
    accidentLevels: eachOf(root.accident_levels, codesOf('accident_level'), (level, node) => {
      const { points, gate } = node.mapping(['points', 'gate']);
      return { level, points: points.number(), gate: gate.boolean() };
    }),
    signals,
    settings: {
      building_old_years: exposures.building_old_years.integer({ min: 1 }),
      drill_minimum_traces: drills.minimum_traces.integer({ max: 5 }),
      drill_judged_after_months: drills.judged_after_months.integer({ max: 3 }),
      hazard_months: lookback.hazard.integer({ min: 1, max: 60 }),
      return_months: lookback.return.integer({ min: 1, max: 60 }),
      silence_months: lookback.silence.integer({ min: 1, max: 60 }),
      drill_months: lookback.drill.integer({ min: 1, max: 60 }),
      repeated_months: lookback.repeated.integer({ min: 1, max: 60 }),
      accident_months: lookback.accident.integer({ min: 1, max: 240 }),
      default_deadline_days: root.default_deadline_days.integer({ min: 1, max: 3660 }),
      silence_share: root.silence_share.number({ max: 1 }),
      accident_late_minutes: late.minutes.integer(),
      accident_late_points: late.points.number(),
      half_life_months: history.half_life_months.number({ min: 1, max: 600 }),
      prior_visits: history.prior_visits.positive(),
      overdispersion: history.overdispersion.positive(),
      above_points: history.above_points.positive(),
      ...readVerdict(history),
      band_z: history.band_z.number({ max: 4 }),
      bunching_points: bunching.points.number({ min: 0.1, max: 10 }),
      bunching_months: bunching.months.integer({ min: 1, max: 60 }),
      bunching_z: bunching.z.number({ min: 1, max: 6 }),
      serious_points: history.serious_points.positive(),
      ...signalSettings,
    },
  };
}

function readPublication(node: PolicyNode): PolicyPublication {
  const { by, at, note } = node.mapping(['by', 'at', 'note']);
  return { by: by.string(), at: at.string(), note: note.string() };
}

function readIndicators(list: PolicyNode): PolicyIndicator[] {
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

function readGate(node: PolicyNode): PolicyGate {
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

function readTiers(list: PolicyNode): Policy['tiers'] {
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

function readRegime(node: PolicyNode): Policy['regime'] {
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

function readVerdict(
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

function readDrillRequirements(list: PolicyNode): Policy['drillRequirements'] {
  const seen = new Set<string>();
  return list.items().flatMap((node) => {
    const keys = node.mapping(['kinds', 'every_months', 'minimum_year', 'extra_year']);
    const requirement = {
      everyMonths: keys.every_months.integer({ min: 1, max: 12 }),
      minimumYear: keys.minimum_year.integer({ max: 366 }),
      extraYear: keys.extra_year.integer({ max: 366 }),
    };
    return readKinds(keys.kinds, seen).map((kind) => ({ kind, ...requirement }));
  });
}

function readReturns(list: PolicyNode): Policy['returns'] {
  const datasets = new Set<string>();
  return list.items().map((node) => {
    const keys = node.mapping(['dataset', 'due_day', 'reported_by', 'kinds']);
    const dataset = keys.dataset.string();
    if (contractOf(dataset)?.period == null)
      keys.dataset.fail(
        `“${dataset}”不是按月报送的数据集`,
        `"${dataset}" is no dataset with a month`,
      );
    if (datasets.has(dataset)) keys.dataset.fail('重复', 'is named twice');
    datasets.add(dataset);
    return {
      dataset,
      dueDay: keys.due_day.integer({ min: 1, max: 28 }),
      reportedBy: keys.reported_by.oneOf(['unit', 'parent', 'both']),
      kinds: readKinds(keys.kinds, new Set()),
    };
  });
}

const codesOf = (list: CodeListName): string[] => codeLists[list].codes.map(({ code }) => code);

/** A list of kinds of unit; one that was `seen` before is a mistake. */
function readKinds(list: PolicyNode, seen: Set<string>): string[] {
  return list.items().map((item) => {
    const kind = item.oneOf(codesOf('unit_kind'));
    if (seen.has(kind)) item.fail(`单位类别 ${kind} 重复`, `kind ${kind} is named twice`);
    seen.add(kind);
    return kind;
  });
}

/** The items of a list that must name each of `names` once under `key`. */
function complete<Name extends string, Value>(
  list: PolicyNode,
  key: Extract<keyof Value, string>,
  names: readonly Name[],
  read: (node: PolicyNode) => Value,
): Value[] {
  const seen = new Set<unknown>();
  const values = list.items().map((node) => {
    const value = read(node);
    const name = value[key];
    if (seen.has(name)) node.fail(`${String(name)} 重复`, `${String(name)} is named twice`);
    seen.add(name);
    return value;
  });
  const absent = names.filter((name) => !seen.has(name));
  if (absent.length > 0)
    list.fail(`缺少 ${absent.join('、')}`, `these are missing: ${absent.join(', ')}`);
  return values;
}

/** A mapping that must hold each of `names`, and nothing else. */
function eachOf<Name extends string, Value>(
  node: PolicyNode,
  names: readonly Name[],
  read: (name: Name, value: PolicyNode) => Value,
): Value[] {
  const nodes = node.mapping(names);
  return names.map((name) => read(name, nodes[name]));
}
