import { text, type Text } from '../contracts/index.ts';

/**
 * Signals that returns may not be honest (rules H6, H7), as the models under `models/signals/` compute them.
 * They say what is to be verified; none adds a point or opens a gate. What each is called where a version does not
 * name it; one that does has words of its own.
 */
export const signalLabels = {
  zero_run: text('连续零报告', 'Run of zero returns'),
  report_shortfall: text('自报明显偏少', 'Few hazards reported'),
  finding_unreported: text('查出而未上报', 'Found but not reported'),
  closing_undone: text('销号后仍被查出', 'Closed, yet found again'),
  text_repeated: text('文字月月雷同', 'Same text month after month'),
  count_steady: text('每月条数过于整齐', 'Counts too even'),
  closed_on_deadline: text('整改都在期限当天', 'Closed on the very deadline'),
  closed_same_minute: text('同一分钟批量销号', 'Closed at the same minute'),
  closing_impossible: text('整改日期不可能', 'Impossible days of closing'),
  drill_identical: text('演练数据雷同', 'Drills with identical figures'),
  digit_heaping: text('数字都是整数', 'Round figures only'),
  extension_serial: text('屡次延期', 'Put off again and again'),
} as const satisfies Record<string, Text>;

export type SignalName = keyof typeof signalLabels;
export const signalNames = Object.keys(signalLabels) as readonly SignalName[];

/** One signal of a policy. */
export interface PolicySignal {
  readonly signal: SignalName;
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

/** What a policy does not name is off: it was written before the signal was learnt, or the bureau does without. */
export const signalsOff = (signals: readonly PolicySignal[]): readonly SignalName[] =>
  signalNames.filter((name) => !signals.some(({ signal }) => signal === name));
