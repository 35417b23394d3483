import type { Month } from '../data/month.ts';
import type { Tier } from '../theme/tier.ts';

/** One decision, as the history shows it. */
export interface HistoryMonth {
  readonly month: Month;
  readonly score: number;
  readonly bandLow: number | null;
  readonly bandHigh: number | null;
  readonly tier: Tier;
  readonly regime: string;
  /** Whether the regime was held against the points. */
  readonly held: boolean;
  /** Gates open in the month. */
  readonly gates: number;
}

export interface HistoryWords {
  readonly year: (date: Date) => string;
  /** One character: a word has no room. */
  readonly tierLetter: (tier: Tier) => string;
  readonly regime: (regime: string) => string;
  readonly rowTier: string;
  readonly rowRegime: string;
  readonly rowGates: string;
  /** What the pointer shows over a month. */
  readonly tip: (row: HistoryMonth) => string;
}
