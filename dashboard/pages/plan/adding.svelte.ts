import { untrack } from 'svelte';
import { addVisit, type ChangeAnswer, type VisitWish } from '../../data/plans.ts';
import type { PlanState } from './plan.svelte.ts';

export const addableTypes = ['special', 'full_checkup', 'covert'] as const;

/** A visit that somebody wants added: to which unit, when, by whom, and what the rules say to that. */
export class Adding {
  unit = $state('');
  date = $state('');
  team = $state('');
  type = $state<(typeof addableTypes)[number]>('special');
  trial = $state.raw<ChangeAnswer>();

  readonly wish = $derived<VisitWish | undefined>(
    this.unit && this.date && this.team
      ? { unit_code: this.unit, date: this.date, team: this.team, type: this.type }
      : undefined,
  );

  constructor(private readonly plans: PlanState) {
    $effect(() => {
      const { wish } = this;
      void this.plans.plan;
      this.trial = undefined;
      if (wish) untrack(() => void this.#try(wish));
    });
  }

  add = (): Promise<void> =>
    this.plans.attempt(async () => {
      const { wish } = this;
      const { plan } = this.plans;
      if (!plan || !wish) return;
      this.trial = await addVisit(plan.id, wish, this.plans.signed(), false);
      this.plans.take(this.trial);
      if (!this.trial.refused) this.unit = '';
    });

  #try(wish: VisitWish): Promise<void> {
    return this.plans.attempt(async () => {
      const { plan } = this.plans;
      if (!plan) return;
      const trial = await addVisit(plan.id, wish, this.plans.signed('–'), true);
      if (this.wish === wish) this.trial = trial;
    });
  }
}
