import type { Text } from '../contracts/index.ts';

/**
 * Signals that returns may not be honest (rules H6, H7), as the models under `models/signals/` compute them.
 * They say what is to be verified; none adds a point or opens a gate.
 */
export const signalNames = [
  'zero_run',
  'report_shortfall',
  'finding_unreported',
  'closing_undone',
  'text_repeated',
  'count_steady',
  'closed_on_deadline',
  'closed_same_minute',
  'closing_impossible',
  'drill_identical',
  'digit_heaping',
  'extension_serial',
] as const;

/** One signal of a policy. */
export interface PolicySignal {
  readonly signal: (typeof signalNames)[number];
  /** Stated share of honest units at which it shows by chance. */
  readonly rate: number;
  /** Look-back. */
  readonly months: number;
  /** Occasions below which it is not judged. */
  readonly least: number;
  /** The least by which honest units are taken to differ among themselves. */
  readonly dispersion: number;
  readonly source: string;
  readonly label: Text;
  readonly sentence: Text;
  /** How to verify it. */
  readonly verify: Text;
}
