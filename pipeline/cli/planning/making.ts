import { Failure, text } from '../../contracts/index.ts';
import type { Locale } from '../../contracts/index.ts';
import { Planner } from '../../planning/planner.ts';
import type { PlanMaking } from '../../server/index.ts';
import type { PlanDesk, PlanWish } from './desk.ts';

type Made = Omit<PlanMaking, 'error'> & { readonly failure?: Failure };

const IDLE: Made = { state: 'idle', step: null, best: null, bound: null, plan_id: null };

/** What a page is told of a bug of ours. */
const bug = (cause: unknown): Failure =>
  new Failure(
    'internal',
    text('程序出错，计划没有排成', 'A bug of the program: no plan was made'),
    {
      hint: text('请管理员查看服务器的日志', "An administrator finds more in the server's log"),
      cause,
    },
  );

/** The one plan that is being made for a page, or that was made last. */
export class PlanBeingMade {
  #made: Made = IDLE;
  #planner: Planner | undefined;

  /** @param report told of errors that are bugs of ours */
  constructor(
    private readonly desk: PlanDesk,
    private readonly report: (error: unknown) => void,
  ) {}

  /** How far it is. */
  told(locale: Locale): PlanMaking {
    const { failure, ...made } = this.#made;
    return { ...made, error: failure?.bodyForPages(locale).error ?? null };
  }

  /** Begins; how it ends is told by `told`. @throws Failure `plan_busy`, and what the desk's `request` throws */
  async begin(wish: PlanWish): Promise<void> {
    if (this.#made.state === 'making')
      throw new Failure('plan_busy', text('正在排另一个计划', 'Another plan is being made'), {
        hint: text('等它完成，或先停止', 'Wait for it, or stop it'),
      });
    const ground = await this.desk.ground();
    const request = this.desk.request(ground, wish);
    this.#made = { ...IDLE, state: 'making', step: 'months' };
    const planner = new Planner(request, ({ step, best, bound }) => {
      const { best: before, bound: least } = this.#made;
      this.#made = { ...this.#made, step, best: best ?? before, bound: bound ?? least };
    });
    this.#planner = planner;
    planner.answer
      .then((made) => {
        const { id } = this.desk.keep(ground, wish, request, made);
        this.#made = { ...this.#made, state: 'done', plan_id: id };
      })
      .catch((error: unknown) => {
        const isOurs = !(error instanceof Failure);
        this.#made = { ...this.#made, state: 'failed', failure: isOurs ? bug(error) : error };
        if (isOurs) this.report(error);
      });
  }

  /** Asks for the best so far. */
  stop(): void {
    this.#planner?.stop();
  }
}
