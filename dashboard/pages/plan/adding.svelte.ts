import { untrack } from 'svelte';
import { addVisit, type ChangeAnswer, type VisitWish } from '../../data/plans.ts';
import type { PlanState } from './plan.svelte.ts';

export const addableTypes = ['special', 'full_checkup', 'covert'] as const;

/** A visit that somebody wants added: to which unit, when, by whom, and what the rules say to that. */
export class Adding {
  date = $state('');
  team = $state('');
  type = $state<(typeof addableTypes)[number]>('special');
  trial = $state.raw<ChangeAnswer>();

  readonly wish = $derived.by((): VisitWish | undefined => {
    const unit = this.unit();
    return unit && this.date && this.team
      ? { unit_code: unit, date: this.date, team: this.team, type: this.type }
      : undefined;
  });

  /** @param unit code of the unit that is chosen; '' while none is */
  constructor(
    private readonly plans: PlanState,
    private readonly unit: () => string,
  ) {
    $effect(() => {
      const { wish } = this;
      void this.plans.plan;
      this.trial = undefined;
      if (wish) untrack(() => void this.#try(wish));
    });
  }

  /** Adds it. Gives whether it was added. */
  async add(): Promise<boolean> {
    let added = false;
    await this.plans.attempt(async () => {
      const { wish } = this;
      const { plan } = this.plans;
      if (!plan || !wish) return;
      const answer = await addVisit(plan.id, wish, this.plans.signed(), false);
      added = !answer.refused;
      this.trial = answer;
      this.plans.take(answer);
    });
    return added;
  }

  #try(wish: VisitWish): Promise<void> {
    return this.plans.attempt(async () => {
      const { plan } = this.plans;
      if (!plan) return;
      const trial = await addVisit(plan.id, wish, this.plans.signed('–'), true);
      if (this.wish === wish) this.trial = trial;
    });
  }
}
