import { resource } from '../../data/resource.svelte.ts';
import { rows } from '../../data/rows.ts';
import { query } from '../../data/session.svelte.ts';
import { view } from '../../data/view.svelte.ts';
import { policyResource } from './policy.svelte.ts';
import type { DecisionRow, ReasonRow, UnitRow } from './unit-rows.ts';

/**
 * One unit and what was decided of it, as of the month shown. What is undefined is still being asked. Make it while a
 * component is being set up.
 */
export class UnitState {
  readonly #codeOf: () => string;
  readonly #units = resource(async () => rows<UnitRow>(await query('unit')));
  readonly #decided = resource(async () => {
    const code = this.#codeOf();
    return { code, decisions: rows<DecisionRow>(await query('decision', { unit: code })) };
  });
  readonly #explained = resource(async () => {
    const [code, month] = [this.#codeOf(), view.month];
    return {
      code,
      month,
      reasons: rows<ReasonRow>(await query('decision_reason', { unit: code, month })),
    };
  });
  readonly #policy = policyResource();

  readonly code = $derived.by(() => this.#codeOf());
  /** The first of what is asked that failed. */
  readonly failed = $derived(
    [this.#units, this.#decided, this.#explained, this.#policy].find((each) => each.error),
  );
  readonly units = $derived(this.#units.value);
  readonly policy = $derived(this.#policy.value);
  readonly unit = $derived(this.units?.find((each) => each.unit_code === this.code));
  readonly parent = $derived(this.#parentOf(this.unit));
  // The answers of the unit left behind stay until the next one's arrive; they are not this one's.
  readonly decisions = $derived(
    this.#decided.value?.code === this.code ? this.#decided.value.decisions : undefined,
  );
  readonly reasons = $derived(
    this.#explained.value?.code === this.code && this.#explained.value.month === view.month
      ? this.#explained.value.reasons
      : undefined,
  );
  readonly #at = $derived(
    this.decisions?.findIndex((row) => row.month.startsWith(view.month)) ?? -1,
  );
  readonly decision = $derived(this.decisions?.[this.#at]);
  readonly previous = $derived(this.decisions?.[this.#at - 1]);
  readonly cuts = $derived(
    this.decision ? (this.policy?.cutsOf(this.decision.policy_version) ?? []) : [],
  );

  constructor(codeOf: () => string) {
    this.#codeOf = codeOf;
  }

  #parentOf(unit: UnitRow | undefined): UnitRow | undefined {
    return unit?.parent_code
      ? this.units?.find((each) => each.unit_code === unit.parent_code)
      : undefined;
  }
}
