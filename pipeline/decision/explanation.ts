import type { Text } from '../contracts/index.ts';
import type { ToVerify } from './to-verify.ts';
import type { UnitEvent } from './unit-history.ts';

/** One row behind a reason, and where it was read. */
export interface Evidence {
  readonly date: string;
  readonly title: Text;
  readonly detail: string | null;
  readonly severity: string | null;
  readonly status: string | null;
  readonly file: string | null;
  readonly sheet: string | null;
  readonly row: number | null;
}

export interface Reason {
  readonly kind: 'gate' | 'hold' | 'indicator';
  readonly name: string;
  readonly label: Text;
  readonly value: number | null;
  readonly points: number | null;
  readonly maximum_points: number | null;
  readonly reason: Text;
  readonly change: Text;
  /** Whether it counts for tier and regime: not so where the history model is silent. */
  readonly is_counted: boolean;
  readonly evidence_count: number;
  /** Newest first. */
  readonly evidence: readonly Evidence[];
}

/** A limit of the policy that the month reaches, so that it alone calls for intensified inspection. */
export interface Condition {
  readonly name: 'score' | 'responsibility' | 'hazard';
  readonly points: number;
  readonly limit: number;
}

/** A part of what changed since the decision before. */
export interface ChangePart {
  /**
   * `policy`: the same value counts otherwise under a new version; `program`: the month before scores otherwise by the
   * program that decided this one.
   */
  readonly kind: 'gate' | 'hold' | 'indicator' | 'policy' | 'program';
  readonly name: string;
  readonly label: Text;
  readonly direction: 'up' | 'down' | 'opened' | 'lifted' | 'began' | 'ended' | 'stays';
  readonly value_before: number | null;
  readonly value: number | null;
  /** In hundredths of a point; 0 for what changes no point. */
  readonly hundredths: number;
}

/** Why the decision is another than the one before. */
export interface DecisionChange {
  readonly month: string;
  readonly score: number;
  readonly regime: string;
  readonly tier: string;
  readonly policy_version: string;
  /** The program that decided it; null where it was not recorded yet. */
  readonly program: string | null;
  /** What decides first; the hundredths add up to the difference of the scores, each in hundredths. */
  readonly parts: readonly ChangePart[];
}

/** A decision with everything it rests on. Dates and months as ISO text. */
export interface Explanation {
  /** As of the month. */
  readonly unit: { code: string; name: string; kind: string; area: string };
  /** What befell the unit, oldest first; as known by the end of the month, where one was asked for. */
  readonly history: readonly UnitEvent[];
  readonly month: string;
  readonly regime: string;
  readonly regime_label: Text;
  readonly regime_since: string;
  readonly held: boolean;
  readonly previous_regime: string | null;
  readonly tier: string;
  readonly tier_label: Text;
  readonly previous_tier: string | null;
  readonly previous_tier_label: Text | null;
  readonly score: number;
  readonly band_low: number;
  readonly band_high: number;
  readonly conditions: readonly Condition[];
  readonly reasons: readonly Reason[];
  /** null: it is the first. */
  readonly change: DecisionChange | null;
  /** Signals to verify: no part of the decision. */
  readonly to_verify: readonly ToVerify[];
  readonly policy_version: string;
  readonly policy_title: Text;
  readonly snapshot_id: string;
  /** The program that decided it, as version and fingerprint; null where it was not recorded yet. */
  readonly program: string | null;
}
