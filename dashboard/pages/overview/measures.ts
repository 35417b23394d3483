import { drillShare, onTimeShare, type Summary } from '../../data/unit-month-summary.ts';
import type { ParameterName, Key } from '../../i18n/catalogue.ts';

/** Titles are words without parameters. */
type Title = {
  [K in Extract<Key, `trend.${string}`>]: [ParameterName<K>] extends [never] ? K : never;
}[Extract<Key, `trend.${string}`>];

/** One small trend of the overview. */
export interface Measure {
  readonly key: Title;
  readonly read: (summary: Summary) => number | null;
  readonly unit: 'count' | 'share' | 'mean';
  /** Rare events are drawn as bars. */
  readonly bars?: boolean;
}

/** What the trends follow, in reading order: where units stand, what is open, what is done about it. */
export const measures: readonly Measure[] = [
  { key: 'trend.high', read: ({ tiers }) => tiers.red + tiers.orange, unit: 'count' },
  { key: 'trend.intensified', read: ({ intensified }) => intensified, unit: 'count' },
  { key: 'trend.open_major', read: ({ count }) => count.open_major_hazards, unit: 'count' },
  { key: 'trend.overdue', read: ({ count }) => count.overdue_hazards, unit: 'count' },
  { key: 'trend.on_time', read: onTimeShare, unit: 'share' },
  { key: 'trend.drills', read: drillShare, unit: 'share' },
  {
    key: 'trend.findings',
    read: ({ count }) => (count.inspections > 0 ? count.findings / count.inspections : null),
    unit: 'mean',
  },
  { key: 'trend.accidents', read: ({ count }) => count.accidents, unit: 'count', bars: true },
];
