import { account } from '../../data/account.svelte.ts';
import { addMonths, monthsBetween } from '../../data/month.ts';
import {
  askPlan,
  askPlans,
  commitDraw,
  lockVisit,
  moveVisit,
  publishPlan,
  removeVisit,
  revealDraw,
  stopMaking,
  undoChange,
  type ChangeAnswer,
  type PlanDetail,
  type PlanOverview,
  type Signed,
  type Visit,
} from '../../data/plans.ts';
import type { TakenTeams } from '../../data/teams.ts';
import { QueryError } from '../../data/query-error.ts';
import { locale } from '../../i18n/locale.svelte.ts';
import { place } from '../../router/place.svelte.ts';
import { PlanMaker } from './maker.svelte.ts';

export const sections = ['board', 'calendar', 'map', 'list', 'draw', 'changes'] as const;
export type Section = (typeof sections)[number];

const STORED_AS = 'plan-author';

/** The plan that is looked at, and what is being done to it. The address says which plan, month and part. */
export class PlanState {
  overview = $state.raw<PlanOverview>();
  plan = $state.raw<PlanDetail>();
  other = $state.raw<PlanDetail>();
  error = $state.raw<QueryError>();
  /** Whether the bureau has not given its file of teams yet: nothing can be planned, and nothing is wrong. */
  lacksTeams = $state(false);
  /** What the file of teams that was just handed in or brought back holds. */
  takenTeams = $state.raw<TakenTeams>();
  /** The visit that is open, where it may go, and what the rules say to that. */
  selected = $state.raw<Visit>();
  target = $state.raw<{ date: string; team: string }>();
  trial = $state.raw<ChangeAnswer>();
  busy = $state(false);
  by = $state(account.signature ?? localStorage.getItem(STORED_AS) ?? '');
  reason = $state('local_knowledge');
  note = $state('');

  readonly maker = new PlanMaker((id) => this.#show(id));

  readonly section = $derived<Section>(
    sections.find((each) => each === place.parameter('section')) ?? 'board',
  );
  readonly #id = $derived(place.parameter('plan'));
  readonly compareId = $derived(place.parameter('compare'));
  readonly months = $derived(this.plan?.month_days.map(({ month }) => month) ?? []);
  readonly month = $derived(
    this.months.find((each) => each === place.parameter('planmonth')) ?? this.months[0] ?? '',
  );
  readonly visits = $derived(
    this.plan?.visits.filter(({ date }) => date.startsWith(this.month)) ?? [],
  );
  readonly days = $derived(this.plan?.month_days.find(({ month }) => month === this.month));

  constructor() {
    $effect(() => {
      void locale.current;
      void this.load();
    });
    $effect(() => {
      const id = this.#id ?? this.overview?.plans[0]?.id;
      void locale.current;
      if (id && !this.lacksTeams)
        void this.attempt(async () => void (this.plan = await askPlan(id)));
    });
    $effect(() => {
      const id = this.compareId;
      void locale.current;
      if (id && !this.lacksTeams)
        void this.attempt(async () => void (this.other = await askPlan(id)));
      else this.other = undefined;
    });
  }

  load = (): Promise<void> =>
    this.attempt(async () => {
      await this.#look();
      if (!this.lacksTeams) await this.maker.look();
    });

  /** Goes on with the file of teams that was just taken. */
  goOn = async (taken: TakenTeams): Promise<void> => {
    await this.load();
    this.takenTeams = taken;
  };

  async #look(): Promise<void> {
    const told = await askPlans();
    if (told.capacity_version === null) this.#withoutTeams();
    else {
      this.lacksTeams = false;
      this.overview = told;
    }
  }

  #withoutTeams(): void {
    this.lacksTeams = true;
    this.overview = undefined;
    this.plan = undefined;
    this.other = undefined;
    this.close();
  }

  /** Certificates of draws for a month. */
  certificates(month: string): string[] {
    return (this.overview?.draws ?? []).flatMap((draw) =>
      draw.month === month && draw.certificate ? [draw.certificate] : [],
    );
  }

  nextMonth = (): string => (this.overview ? addMonths(this.overview.month, 1) : '');

  /** Months that can be planned and drawn for: the next one and the year after it. */
  monthsAhead = (): string[] => {
    const next = this.nextMonth();
    return next === '' ? [] : monthsBetween(next, addMonths(next, 12));
  };

  /** Visits locked in the plan that is shown which fall within those months. */
  lockedWithin(month: string, months: number): number {
    const after = addMonths(month, months);
    const visits = this.plan?.visits ?? [];
    return visits.filter(({ locked, date }) => locked && date >= month && date < after).length;
  }

  /** @param keepsLocked whether the locked visits of the plan that is shown stay where they are */
  make = (
    month: string,
    months: number,
    days: number | null,
    keepsLocked: boolean,
  ): Promise<void> =>
    this.attempt(() => {
      this.takenTeams = undefined;
      const locksOf = keepsLocked ? (this.plan?.id ?? null) : null;
      return this.maker.make(month, months, days, this.certificates(month), locksOf);
    });

  stop = (): Promise<void> => this.attempt(stopMaking);

  #show = async (id: string): Promise<void> => {
    await this.#look();
    this.close();
    place.change({ plan: id, planmonth: null });
    this.plan = await askPlan(id);
  };

  select = (visit: Visit, target?: { date: string; team: string }): void => {
    this.selected = visit;
    this.target = target ?? { date: visit.date, team: visit.team };
    this.trial = undefined;
    if (target) void this.try();
  };

  close = (): void => {
    this.selected = undefined;
    this.target = undefined;
    this.trial = undefined;
  };

  aim = (target: { date: string; team: string }): void => {
    this.target = target;
    this.trial = undefined;
    void this.try();
  };

  /** What the rules say to the target. */
  try = (): Promise<void> =>
    this.attempt(async () => {
      const { plan, selected, target } = this;
      if (!plan || !selected || !target) return;
      const trial = await moveVisit(plan.id, selected, target, this.signed('–'), true);
      if (this.selected === selected && this.target === target) this.trial = trial;
    });

  move = (): Promise<void> =>
    this.#change((plan, visit) =>
      moveVisit(plan, visit, this.target ?? visit, this.signed(), false),
    );
  remove = (): Promise<void> =>
    this.#change((plan, visit) => removeVisit(plan, visit, this.signed()));
  lock = (): Promise<void> =>
    this.#change((plan, visit) => lockVisit(plan, visit, !visit.locked, this.signed()));

  undo = (): Promise<void> =>
    this.attempt(async () => {
      if (!this.plan) return;
      this.plan = await undoChange(this.plan.id);
      this.close();
    });

  publish = (): Promise<void> =>
    this.attempt(async () => {
      if (!this.plan) return;
      this.#remember();
      this.plan = await publishPlan(this.plan.id, this.by);
      this.close();
      await this.#look();
    });

  commit = (month: string, source: string, knownAt: string): Promise<void> =>
    this.attempt(async () => this.#withDraws(await commitDraw(month, source, knownAt)));
  reveal = (commitment: string, value: string): Promise<void> =>
    this.attempt(async () => this.#withDraws(await revealDraw(commitment, value)));

  #withDraws({ draws }: Pick<PlanOverview, 'draws'>): void {
    if (this.overview) this.overview = { ...this.overview, draws };
  }

  /** The plan as a change left it, unless that was refused. */
  take({ plan, refused }: ChangeAnswer): void {
    this.#remember();
    if (refused || !plan) return;
    this.plan = plan;
    this.note = '';
    this.close();
  }

  /** Who asks for a change, and why; nobody yet where it is only tried. */
  signed(by = this.by): Signed {
    return { by: by.trim() === '' ? '–' : by, reason: this.reason, note: this.note };
  }

  #remember(): void {
    localStorage.setItem(STORED_AS, this.by);
  }

  #change(work: (plan: string, visit: Visit) => Promise<ChangeAnswer>): Promise<void> {
    return this.attempt(async () => {
      if (!this.plan || !this.selected) return;
      this.trial = await work(this.plan.id, this.selected);
      this.take(this.trial);
    });
  }

  /** Has something done; what goes wrong is shown. */
  async attempt(work: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    try {
      await work();
      this.error = undefined;
    } catch (cause) {
      const error =
        cause instanceof QueryError ? cause : new QueryError('unexpected', String(cause));
      if (error.code === 'capacity_missing') this.#withoutTeams();
      else this.error = error;
    } finally {
      this.busy = false;
    }
  }
}
