import { PolicyNode } from './policy-node.ts';
import {
  facilityFacts,
  gateNames,
  holdNames,
  indicatorGroups,
  peopleFacts,
  type Policy,
  type PolicyPublication,
} from './policy.ts';
import { readDrillRequirements, readReturns } from './read-duties.ts';
import { readGate, readIndicators, readRegime, readTiers, readVerdict } from './read-judgement.ts';
import { codesOf, complete, eachOf } from './read-lists.ts';
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
    'succeeds',
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
    'return_scope_share',
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
    succeeds: root.succeeds.missing ? null : root.succeeds.string(),
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
      // A version without it stands as it was decided by: any return will do.
      return_scope_share: root.return_scope_share.missing
        ? 0
        : root.return_scope_share.number({ max: 1 }),
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
