import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, text } from '../../contracts/index.ts';
import { addMonths } from '../../planning/calendar.ts';
import type { Capacity } from '../../planning/capacity.ts';
import type { PlanDocument } from '../../planning/document.ts';
import { lockedWithin, requireLocked } from '../../planning/locked-visits.ts';
import type { PlanRequest } from '../../planning/plan.ts';
import type { PlannerAnswer } from '../../planning/planner.ts';
import { planRulesFor } from '../../planning/read-rules.ts';
import type { PlanRules } from '../../planning/rules.ts';
import { Situation } from '../../planning/situation.ts';
import { PlanStore } from '../../planning/store.ts';
import { projectRoot } from '../command.ts';
import { CapacityDesk } from './capacity-desk.ts';
import { leftOverFor, readGround, type PlanGround } from './ground.ts';

/** What may be asked of a plan. */
export interface PlanWish {
  readonly month: string;
  readonly months: number;
  /** Days a month of every team at most, to see what less capacity means. */
  readonly days: number | null;
  /** Certificates of draws whose units the plan must see. */
  readonly certificates: readonly string[];
  /** The plan whose locked visits stay; null: none do. */
  readonly locksOf: string | null;
}

/** A warehouse's rules, teams and kept plans; shared by commands and pages. */
export class PlanDesk {
  readonly store: PlanStore;
  readonly capacity: CapacityDesk;

  constructor(readonly dir: string) {
    this.store = new PlanStore(dir);
    this.capacity = new CapacityDesk(dir);
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

  /** @throws Failure `no_snapshot`, `snapshot_too_old`, `capacity_missing`, `capacity_invalid` */
  async ground(): Promise<PlanGround> {
    return readGround(this.dir, this.capacity.inForce());
  }

  /**
   * What a wish comes to.
   * @throws Failure `draw_unknown`, `draw_not_verified`, `draw_other_month`, `plan_unknown`; `capacity_invalid` where teams start from
   *   areas that there are not: the file was taken before there were units, or areas have changed since
   */
  request(ground: PlanGround, wish: PlanWish): PlanRequest {
    if (ground.capacityFault) throw ground.capacityFault;
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
      locked:
        wish.locksOf === null
          ? []
          : lockedWithin(this.store.load(wish.locksOf), wish.month, wish.months),
    };
  }

  /** A document of a plan that was made; saved. @throws Failure `locked_not_kept` */
  keep(
    ground: PlanGround,
    wish: PlanWish,
    request: PlanRequest,
    made: PlannerAnswer,
  ): PlanDocument {
    const { plan, breaches, clash } = made;
    requireLocked(request, plan.visits);
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
      capacity_file_id: ground.capacityFileId,
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
    this.capacity.keepInForce();
    this.store.save(document);
    return document;
  }

  /**
   * The situation in which a kept plan is checked and changed: with the teams in force, or where it is published and
   * changes no more, with those that it was made with, as far as their file is kept.
   */
  situation(ground: PlanGround, plan: PlanDocument): Situation {
    const { status, capacity_file_id: fileId } = plan;
    const own = status === 'published' && fileId ? this.capacity.kept(fileId) : undefined;
    return new Situation({
      firstMonth: plan.first_month,
      months: plan.months,
      rules: this.rulesFor(plan.first_month),
      capacity: withDays(own ?? ground.capacity, plan.days),
      units: ground.units,
      drawn: plan.drawn,
      rolledOver: plan.rolled_over,
      locked: plan.visits.filter(({ locked }) => locked),
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
