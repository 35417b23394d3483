import { session } from '../../data/session.svelte.ts';
import { bilingual } from '../../i18n/bilingual.ts';
import type { Key } from '../../i18n/catalogue.ts';
import { t } from '../../i18n/translate.ts';
import type { RuleBook } from './rule-book.ts';

/** Numbers that stand alone, by their field in a draft, their words and their column of `policy.setting`. */
export const settingKeys = [
  {
    field: 'lookback_months.hazard',
    key: 'policy.setting.hazard_months',
    setting: 'hazard_months',
  },
  {
    field: 'lookback_months.return',
    key: 'policy.setting.return_months',
    setting: 'return_months',
  },
  {
    field: 'lookback_months.silence',
    key: 'policy.setting.silence_months',
    setting: 'silence_months',
  },
  { field: 'lookback_months.drill', key: 'policy.setting.drill_months', setting: 'drill_months' },
  {
    field: 'lookback_months.repeated',
    key: 'policy.setting.repeated_months',
    setting: 'repeated_months',
  },
  {
    field: 'lookback_months.accident',
    key: 'policy.setting.accident_months',
    setting: 'accident_months',
  },
  {
    field: 'default_deadline_days',
    key: 'policy.setting.default_deadline_days',
    setting: 'default_deadline_days',
  },
  {
    field: 'return_scope_share',
    key: 'policy.setting.return_scope_share',
    setting: 'return_scope_share',
  },
  { field: 'silence_share', key: 'policy.setting.silence_share', setting: 'silence_share' },
  {
    field: 'drills.minimum_traces',
    key: 'policy.setting.drill_minimum_traces',
    setting: 'drill_minimum_traces',
  },
  {
    field: 'drills.judged_after_months',
    key: 'policy.setting.drill_judged_after_months',
    setting: 'drill_judged_after_months',
  },
  {
    field: 'accident_late.minutes',
    key: 'policy.setting.accident_late_minutes',
    setting: 'accident_late_minutes',
  },
  {
    field: 'accident_late.points',
    key: 'policy.setting.accident_late_points',
    setting: 'accident_late_points',
  },
  {
    field: 'exposures.building_old_years',
    key: 'policy.setting.building_old_years',
    setting: 'building_old_years',
  },
  {
    field: 'history.half_life_months',
    key: 'policy.setting.half_life_months',
    setting: 'half_life_months',
  },
  { field: 'history.prior_visits', key: 'policy.setting.prior_visits', setting: 'prior_visits' },
  {
    field: 'history.overdispersion',
    key: 'policy.setting.overdispersion',
    setting: 'overdispersion',
  },
  { field: 'history.above_points', key: 'policy.setting.above_points', setting: 'above_points' },
  {
    field: 'history.above_probability',
    key: 'policy.setting.above_probability',
    setting: 'above_probability',
  },
  {
    field: 'history.below_probability',
    key: 'policy.setting.below_probability',
    setting: 'below_probability',
  },
  { field: 'history.band_z', key: 'policy.setting.band_z', setting: 'band_z' },
  {
    field: 'history.serious_points',
    key: 'policy.setting.serious_points',
    setting: 'serious_points',
  },
  { field: 'bunching.points', key: 'policy.setting.bunching_points', setting: 'bunching_points' },
  { field: 'bunching.months', key: 'policy.setting.bunching_months', setting: 'bunching_months' },
  { field: 'bunching.z', key: 'policy.setting.bunching_z', setting: 'bunching_z' },
  {
    field: 'signals.accepted_share',
    key: 'policy.setting.signal_accepted_share',
    setting: 'signal_accepted_share',
  },
  {
    field: 'signals.discovery_share',
    key: 'policy.setting.signal_discovery_share',
    setting: 'signal_discovery_share',
  },
  {
    field: 'signals.peer_weight',
    key: 'policy.setting.signal_peer_weight',
    setting: 'signal_peer_weight',
  },
  {
    field: 'signals.own_weight',
    key: 'policy.setting.signal_own_weight',
    setting: 'signal_own_weight',
  },
  {
    field: 'signals.finding_prior',
    key: 'policy.setting.signal_finding_prior',
    setting: 'signal_finding_prior',
  },
  {
    field: 'signals.finding_exponent',
    key: 'policy.setting.signal_finding_exponent',
    setting: 'signal_finding_exponent',
  },
  {
    field: 'signals.text_likeness',
    key: 'policy.setting.text_likeness',
    setting: 'text_likeness',
  },
] as const satisfies readonly { field: string; key: Key; setting: string }[];

const fixed = [
  { field: 'tiers.margin', key: 'policy.field.tier_margin' },
  { field: 'regime.months_to_leave', key: 'policy.field.months_to_leave' },
  { field: 'regime.visits_a_year.full_checkup', key: 'policy.field.full_checkup_visits' },
  { field: 'regime.visits_a_year.intensified', key: 'policy.field.intensified_visits' },
] as const satisfies readonly { field: string; key: Key }[];

/** Numbers of each signal to verify. */
const signalKeys = {
  rate: 'policy.field.signal_rate',
  months: 'policy.field.signal_months',
  least: 'policy.field.signal_least',
  dispersion: 'policy.field.signal_dispersion',
} as const satisfies Readonly<Record<string, Key>>;

const isSignalNumber = (name: string): name is keyof typeof signalKeys => name in signalKeys;

/** What a field of a draft is called, in the reader's language. Reactive. */
export function fieldLabel(field: string, book: RuleBook): string {
  const known = [...fixed, ...settingKeys].find((each) => each.field === field);
  if (known) return t(known.key);
  const [part = '', name = '', detail = '', last = ''] = field.split('.');
  const joined = (subject: string, what: string) => t('policy.field.of', { subject, what });
  switch (part) {
    case 'indicators': {
      const row = book.indicators.find((each) => each.indicator === name);
      const subject = row ? bilingual(row.label_zh, row.label_en) : name;
      return joined(subject, t(detail === 'cap' ? 'policy.rules.cap' : 'policy.rules.weight'));
    }
    case 'gates': {
      const row = book.gates.find((each) => each.gate === name);
      const subject = row ? bilingual(row.label_zh, row.label_en) : name;
      return joined(
        subject,
        t(detail === 'minimum_tier' ? 'policy.rules.lifts_to' : 'policy.rules.lookback'),
      );
    }
    case 'tiers': {
      const row = book.tiers.find((each) => each.tier === detail);
      const subject = row ? bilingual(row.label_zh, row.label_en) : detail;
      return joined(subject, t('policy.rules.from_score'));
    }
    case 'regime':
      return joined(
        name === 'score' ? t('policy.rules.score') : groupLabel(name, book),
        t(detail === 'enter' ? 'policy.rules.enter' : 'policy.rules.leave'),
      );
    case 'exposures': {
      const row = book.exposures.find((each) => each.fact === detail);
      return joined(row ? bilingual(row.label_zh, row.label_en) : detail, t('policy.rules.points'));
    }
    case 'severity_points':
      return joined(session.label('severity', name), t('policy.rules.points'));
    case 'accident_levels':
      return joined(
        session.label('accident_level', name),
        t(detail === 'gate' ? 'policy.rules.is_gate' : 'policy.rules.points'),
      );
    case 'signals': {
      const row = book.signals.find((each) => each.signal === detail);
      const subject = row ? bilingual(row.label_zh, row.label_en) : detail;
      return isSignalNumber(last) ? joined(subject, t(signalKeys[last])) : field;
    }
    case 'returns':
      return joined(datasetLabel(name, book), t('policy.field.due_day'));
    case 'drills':
      if (name === 'holiday_months') return t('policy.field.holiday', { nth: detail });
      if (last === 'every_months') return t('policy.field.every_months', { nth: detail });
      return last === 'minimum_year'
        ? t('policy.field.minimum_year', { nth: detail })
        : t('policy.field.extra_year', { nth: detail });
    default:
      return field;
  }
}

/** A group's label. Reactive. */
export function groupLabel(name: string, book: RuleBook): string {
  const group = book.groups.find((each) => each.indicator_group === name);
  return group ? bilingual(group.label_zh, group.label_en) : name;
}

/** What a dataset is called. Reactive. */
export function datasetLabel(name: string, book: RuleBook): string {
  const row = book.datasets.find((each) => each.dataset === name);
  return row ? bilingual(row.label_zh, row.label_en) : name;
}
