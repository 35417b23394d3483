import { Failure, text, type Locale } from '../../contracts/index.ts';
import { addableTypes } from '../../planning/change-plan.ts';
import { overrideReasons, type PlanDocument } from '../../planning/document.ts';
import type { PlannedVisit } from '../../planning/plan.ts';
import type { Author, Changed } from '../../planning/plan-revision.ts';
import type { Situation } from '../../planning/situation.ts';
import type { VisitChoice } from '../../server/index.ts';
import { breachWords } from './breach-words.ts';
import type { PlanDesk } from './desk.ts';
import { detailOf } from './plan-detail.ts';

/** Changes of drafts by hand: signed, checked, kept unless they are refused or only tried. */
export class ChangeDesk {
  constructor(private readonly desk: PlanDesk) {}

  /** @throws Failure `plan_unknown`, `plan_published` */
  draft(id: string): PlanDocument {
    const plan = this.desk.store.load(id);
    if (plan.status === 'draft') return plan;
    throw new Failure(
      'plan_published',
      text('计划已公布，不能再改', 'The plan is published and cannot be changed'),
      { hint: text('另排一个新计划', 'Make a new plan') },
    );
  }

  /**
   * Changes a draft.
   * @param keep false: only says what the rules say to it
   * @throws Failure `plan_unknown`, `plan_published`, `reason_unknown`, and what `work` throws
   */
  async change(
    choice: VisitChoice,
    work: (situation: Situation, plan: PlanDocument, author: Author) => Changed,
    keep: boolean,
    locale: Locale,
  ): Promise<unknown> {
    const author = authorOf(choice);
    const ground = await this.desk.ground();
    const plan = this.draft(choice.plan);
    const result = work(this.desk.situation(ground, plan), plan, author);
    const kept = keep && !result.refused;
    if (kept) this.desk.store.save(result.plan);
    const unitNames = new Map(ground.units.map(({ code, name }) => [code, name]));
    return {
      refused: result.refused,
      breaches: result.breaches.map((breach) => breachWords(breach, unitNames, locale)),
      plan: kept ? detailOf(this.desk, ground, result.plan, locale) : null,
    };
  }
}

/** The visit that a page means. @throws Failure `visit_unknown` */
export function visitOf(plan: PlanDocument, choice: VisitChoice): PlannedVisit {
  const found = plan.visits.find(
    ({ unitCode, date, team }) =>
      unitCode === choice.unitCode && date === choice.date && team === choice.team,
  );
  if (found) return found;
  throw new Failure('visit_unknown', text('计划中没有这次检查', 'The plan has no such visit'), {
    hint: text('计划已变动，请刷新', 'The plan has changed: load it again'),
  });
}

/** The type of a visit to be added. @throws Failure `type_unknown` */
export function addableType(type: string): (typeof addableTypes)[number] {
  const known = addableTypes.find((each) => each === type);
  if (known) return known;
  throw new Failure('type_unknown', text(`不能增加 ${type}`, `${type} cannot be added`), {
    hint: text(addableTypes.join('、'), addableTypes.join(', ')),
  });
}

function authorOf({ by, reason, note }: VisitChoice): Author {
  const known = overrideReasons.find((each) => each === reason);
  if (known) return { by, reason: known, note, at: new Date().toISOString() };
  throw new Failure(
    'reason_unknown',
    text(`没有原因代码 ${reason}`, `There is no reason ${reason}`),
    { hint: text(overrideReasons.join('、'), overrideReasons.join(', ')) },
  );
}
