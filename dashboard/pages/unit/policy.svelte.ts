import { resource, type Resource } from '../../data/resource.svelte.ts';
import { rows } from '../../data/rows.ts';
import { query } from '../../data/session.svelte.ts';
import { bilingual } from '../../i18n/bilingual.ts';
import { isTier, type Tier } from '../../theme/tier.ts';
import type { RegimeLines } from './regime-standing.ts';

interface Labelled {
  readonly policy_version: string;
  readonly ordinal: number;
  readonly label_zh: string;
  readonly label_en: string;
}

interface IndicatorRow extends Labelled {
  readonly indicator: string;
  readonly indicator_group: string;
  readonly unit_zh: string | null;
  readonly unit_en: string | null;
}

interface GroupRow extends Labelled {
  readonly indicator_group: string;
}

interface GateRow extends Labelled {
  readonly gate: string;
}

interface HoldRow extends Labelled {
  readonly hold: string;
}

interface TierRow {
  readonly policy_version: string;
  readonly tier: string;
  readonly minimum_score: number;
}

interface RegimeRow extends RegimeLines {
  readonly policy_version: string;
}

/** Least score of a tier. */
export interface TierCut {
  readonly tier: Tier;
  readonly minimum: number;
}

/** The words and cuts of every version of the policy; a decision is read by its own version. */
export class Policy {
  constructor(
    private readonly indicators: readonly IndicatorRow[],
    private readonly groups: readonly GroupRow[],
    private readonly gates: readonly GateRow[],
    private readonly holds: readonly HoldRow[],
    private readonly tiers: readonly TierRow[],
    private readonly regimes: readonly RegimeRow[],
  ) {}

  /** All indicators of a version in the order of the policy. */
  indicatorsOf(version: string): readonly { indicator: string; group: string }[] {
    return this.indicators
      .filter((row) => row.policy_version === version)
      .map((row) => ({ indicator: row.indicator, group: row.indicator_group }));
  }

  /** The label of an indicator, gate or hold, of whatever version has it last. */
  reasonLabel(name: string): string {
    const row =
      this.indicators.findLast((each) => each.indicator === name) ??
      this.gates.findLast((each) => each.gate === name) ??
      this.holds.findLast((each) => each.hold === name);
    return row ? bilingual(row.label_zh, row.label_en) : name;
  }

  /** The unit of measure of an indicator's value. */
  unitOf(indicator: string): string {
    const row = this.indicators.findLast((each) => each.indicator === indicator);
    return row ? bilingual(row.unit_zh, row.unit_en) : '';
  }

  groupLabel(group: string): string {
    const row = this.groups.findLast((each) => each.indicator_group === group);
    return row ? bilingual(row.label_zh, row.label_en) : group;
  }

  /** Cuts of a version, riskiest first. */
  cutsOf(version: string): readonly TierCut[] {
    return this.tiers
      .filter((row) => row.policy_version === version)
      .flatMap((row) => (isTier(row.tier) ? [{ tier: row.tier, minimum: row.minimum_score }] : []))
      .sort((a, b) => b.minimum - a.minimum);
  }

  /** The lines at which a version's regime changes. */
  regimeLinesOf(version: string): RegimeLines | undefined {
    return this.regimes.find((row) => row.policy_version === version);
  }
}

/** Loads the policy. Call it while a component is being set up. */
export const policyResource = (): Resource<Policy> =>
  resource(async () => {
    const [indicators, groups, gates, holds, tiers, regimes] = await Promise.all([
      query('policy_indicator'),
      query('policy_indicator_group'),
      query('policy_gate'),
      query('policy_hold'),
      query('policy_tier'),
      query('policy_regime'),
    ]);
    return new Policy(
      rows(indicators),
      rows(groups),
      rows(gates),
      rows(holds),
      rows(tiers),
      rows(regimes),
    );
  });
