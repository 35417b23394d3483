import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, text, writeAtomically } from '../../contracts/index.ts';
import { addMonths } from '../../planning/calendar.ts';
import { readCapacity, textOfCapacity, type Capacity } from '../../planning/capacity.ts';
import type { PlanDocument } from '../../planning/document.ts';
import type { PlanRequest } from '../../planning/plan.ts';
import type { PlannerAnswer } from '../../planning/planner.ts';
import { planRulesFor } from '../../planning/read-rules.ts';
import type { PlanRules } from '../../planning/rules.ts';
import { Situation } from '../../planning/situation.ts';
import { PlanStore } from '../../planning/store.ts';
import { projectRoot } from '../command.ts';
import { leftOverFor, readGround, type PlanGround } from './ground.ts';

/** What may be asked of a plan. */
export interface PlanWish {
  readonly month: string;
  readonly months: number;
  /** Days a month of every team at most, to see what less capacity means. */
  readonly days: number | null;
  /** Certificates of draws whose units the plan must see. */
  readonly certificates: readonly string[];
}

/** A warehouse's rules, teams and kept plans; shared by commands and pages. */
export class PlanDesk {
  readonly store: PlanStore;

  constructor(readonly dir: string) {
    this.store = new PlanStore(dir);
  }

  get #capacityFile(): string {
    return join(this.dir, 'capacity.yaml');
  }

  rulesFor(month: string): PlanRules {
    const folder = join(projectRoot, 'models/policy/planning');
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => ({
        file: `models/policy/planning/${name}`,
        text: readFileSync(join(folder, name), 'utf8'),
      }));
    return planRulesFor(files, month);
  }

  /**
   * Checks a file of teams and makes it the warehouse's own.
   * @param file name shown in failures
   * @throws Failure `capacity_invalid`
   */
  takeCapacity(file: string, bytes: Uint8Array): Capacity {
    const content = textOfCapacity(file, bytes);
    const capacity = readCapacity(file, content);
    // Command line and server may be of different users: as their own umasks say.
    writeAtomically(this.#capacityFile, content, 0o666);
    return capacity;
  }

  /** The file of teams as it was given. @throws Failure `capacity_missing` */
  capacityContent(): string {
    if (this.hasCapacity()) return readFileSync(this.#capacityFile, 'utf8');
    throw new Failure(
      'capacity_missing',
      text('还没有检查力量文件', 'There is no file of teams yet'),
      {
        where: { file: this.#capacityFile },
        hint: text(
          '在计划页提交，或用 xiaoan plan --capacity 文件 提供检查组、人员和出组天数',
          'Give teams, inspectors and days on the page of plans, or with xiaoan plan --capacity FILE',
        ),
      },
    );
  }

  /** Whether the bureau has given its file of teams. */
  hasCapacity(): boolean {
    return existsSync(this.#capacityFile);
  }

  /** @throws Failure `capacity_missing`, `capacity_invalid` */
  capacity(): Capacity {
    return readCapacity('capacity.yaml', this.capacityContent());
  }

  /** @throws Failure `no_snapshot`, `snapshot_too_old`, `capacity_missing`, `capacity_invalid` */
  async ground(): Promise<PlanGround> {
    return readGround(this.dir, this.capacity());
  }

  /** What a wish comes to. @throws Failure `draw_unknown`, `draw_not_verified`, `draw_other_month` */
  request(ground: PlanGround, wish: PlanWish): PlanRequest {
    const drawn: Record<string, string[]> = {};
    for (const hash of wish.certificates) {
      const { month, outcomes } = this.store.certificate(hash);
      const codes = outcomes.filter((each) => each.drawn).map((each) => each.unit_code);
      drawn[month] = [...(drawn[month] ?? []), ...codes];
    }
    const last = addMonths(wish.month, wish.months);
    const outside = Object.keys(drawn).find((month) => month < wish.month || month >= last);
    if (outside)
      throw new Failure(
        'draw_other_month',
        text(`抽取是为 ${outside} 做的`, `The draw was made for ${outside}`),
        { hint: text('换一个计划月份，或重新抽取', 'Plan that month, or draw again') },
      );
    return {
      firstMonth: wish.month,
      months: wish.months,
      rules: this.rulesFor(wish.month),
      capacity: withDays(ground.capacity, wish.days),
      units: ground.units,
      drawn,
      rolledOver: leftOverFor(ground, wish.month).map(({ unitCode, type }) => ({ unitCode, type })),
      locked: [],
    };
  }

  /** A document of a plan that was made; saved. */
  keep(
    ground: PlanGround,
    wish: PlanWish,
    request: PlanRequest,
    made: PlannerAnswer,
  ): PlanDocument {
    const { plan, breaches, clash } = made;
    const document: PlanDocument = {
      id: this.store.newId(wish.month),
      status: 'draft',
      created_at: new Date().toISOString(),
      published_at: null,
      published_by: null,
      first_month: wish.month,
      months: wish.months,
      rules_version: request.rules.version,
      capacity_version: request.capacity.version,
      snapshot_id: ground.snapshotId,
      days: wish.days,
      drawn: request.drawn,
      certificates: wish.certificates,
      rolled_over: request.rolledOver,
      visits: plan.visits,
      serious_expected: plan.seriousExpected,
      travel_minutes: plan.travelMinutes,
      objective: plan.objective,
      bound: plan.bound,
      gap: plan.gap,
      stopped: plan.stopped,
      breaches,
      clash,
      changes: [],
    };
    this.store.save(document);
    return document;
  }

  /** The situation in which a kept plan is checked and changed. */
  situation(ground: PlanGround, plan: PlanDocument): Situation {
    return new Situation({
      firstMonth: plan.first_month,
      months: plan.months,
      rules: this.rulesFor(plan.first_month),
      capacity: withDays(ground.capacity, plan.days),
      units: ground.units,
      drawn: plan.drawn,
      rolledOver: plan.rolled_over,
      locked: [],
    });
  }
}

const withDays = (capacity: Capacity, days: number | null): Capacity =>
  days === null
    ? capacity
    : {
        ...capacity,
        teams: capacity.teams.map((team) => ({
          ...team,
          daysPerMonth: Math.min(team.daysPerMonth, days),
        })),
      };
