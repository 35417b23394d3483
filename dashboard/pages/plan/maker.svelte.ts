import { askMaking, makePlan, type Making } from '../../data/plans.ts';

const POLL = 400;

/** The plan that is being made: asked for, followed to its end, shown. */
export class PlanMaker {
  making = $state.raw<Making>();

  /** @param show told which plan was made */
  constructor(private readonly show: (id: string) => Promise<void>) {}

  /** Whether a plan is being made already; if so it is followed. */
  async look(): Promise<void> {
    this.making = await askMaking();
    if (this.making.state === 'making') void this.#follow();
  }

  async make(
    month: string,
    months: number,
    days: number | null,
    certificates: readonly string[],
    locksOf: string | null,
  ): Promise<void> {
    this.making = await makePlan(month, months, days, certificates, locksOf);
    await this.#follow();
  }

  async #follow(): Promise<void> {
    while (this.making?.state === 'making') {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      this.making = await askMaking();
    }
    if (this.making?.state === 'done' && this.making.plan_id) await this.show(this.making.plan_id);
  }
}
