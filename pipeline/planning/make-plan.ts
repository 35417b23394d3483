import type { Breach } from './breach.ts';
import { checkPlan } from './check-plan.ts';
import { MonthChooser } from './choose-months.ts';
import { clashingRules, type ClashingRule } from './month-rules.ts';
import type { PlanControl, PlannedVisit, PlanRequest } from './plan.ts';
import { PlanBuilder } from './plan-builder.ts';
import { valueOf, type PlanValue } from './plan-value.ts';
import { Situation, type PlanMonth } from './situation.ts';
import type { Task } from './team-day.ts';

/** A plan and how good it is. */
export interface Plan extends PlanValue {
  readonly visits: readonly PlannedVisit[];
  /** No plan is worth more than this: how far the objective may be from the best. */
  readonly bound: number;
  /** (bound − objective) ÷ bound. */
  readonly gap: number;
  /** Stopped before the end: the best so far. */
  readonly stopped: boolean;
}

/** First guess of the share of a day that visits and ways fill. */
const FILL = 0.88;
/** Far more than the choice of months takes: only a machine that is very busy stops it there. */
const SECONDS = 25;
const GAP = 0.003;

/**
 * Makes a plan in three steps, each of which keeps every rule that cannot be broken:
 * months for each unit (column generation over all teams' time taken together), a team for each visit of a
 * month (assignment), and days with routes and pairs (insertion). What does not fit moves to another month
 * or falls away, and time left over is filled with whatever is worth most. Taking the steps one after
 * another costs something: the gap is measured against a bound for all of it at once, in which every visit
 * takes only the shortest way there is and days fill to the last minute.
 * @throws nothing of its own; what cannot be met is found by `checkPlan` and explained by `explainClash`
 */
export async function makePlan(request: PlanRequest, control: PlanControl = {}): Promise<Plan> {
  const situation = new Situation(request);
  const { stopRequested = () => false, onProgress, seconds = SECONDS } = control;
  onProgress?.({ step: 'months', done: 0, total: 1 });
  const chooser = new MonthChooser(situation, {
    leg: (unit) => situation.leg(unit) * 1.6 + 6,
    fill: FILL,
    gap: GAP,
    seconds,
    stopRequested,
    onBetter: (best, bound) => onProgress?.({ step: 'months', done: 0, total: 1, best, bound }),
  });
  const choice = await chooser.choose();
  const builder = new PlanBuilder(situation);
  const { months } = situation;
  const tasks = tasksByMonth(situation, choice.patterns);
  for (const [index, month] of months.entries()) {
    onProgress?.({ step: 'days', done: index, total: months.length });
    await builder.place(month, tasks[index] ?? []);
  }
  builder.repair();
  builder.placeRest();
  onProgress?.({ step: 'fill', done: 0, total: 1 });
  if (!stopRequested()) builder.fill(stopRequested);
  const { visits, travelMinutes } = builder.finish();
  const value = valueOf(situation, visits, travelMinutes);
  onProgress?.({ step: 'bound', done: 0, total: 1 });
  const breaches = checkPlan(situation, visits);
  const met = new Situation(freed(request, breaches));
  const relaxed = await new MonthChooser(met, {
    leg: (unit) => met.leg(unit),
    fill: 1,
    gap: 2 * GAP,
    seconds,
    stopRequested,
    leftOut: shortRules(breaches),
  }).relax();
  const bound = relaxed.bound + fixedValue(met);
  return {
    ...value,
    visits,
    bound,
    gap: bound > 0 ? Math.max(0, (bound - value.objective) / bound) : 0,
    stopped: stopRequested(),
  };
}

/** Rules that a plan falls short of: the bound must not count on them either. */
const shortRules = (breaches: readonly Breach[]): Set<ClashingRule> => {
  const short = new Set<string>(
    breaches.map(({ rule }) => (rule === 'drawn_missing' ? 'random_share' : rule)),
  );
  return new Set(clashingRules.filter((rule) => short.has(rule)));
};

/**
 * The request with nobody held in a month who may be seen in another: units drawn that could not be visited in theirs,
 * and those rolled over, whom any team may take.
 */
function freed(request: PlanRequest, breaches: readonly Breach[]): PlanRequest {
  const missed = new Set(
    breaches.flatMap(({ rule, month, unitCode }) =>
      rule === 'drawn_missing' ? [`${month} ${unitCode}`] : [],
    ),
  );
  const drawn = Object.entries(request.drawn).map(([month, codes]) => [
    month,
    codes.filter((code) => !missed.has(`${month} ${code}`)),
  ]);
  return {
    ...request,
    drawn: Object.fromEntries(drawn) as PlanRequest['drawn'],
    rolledOver: [],
  };
}

/** What drawn and locked visits are worth: the same in every plan. */
function fixedValue(situation: Situation): number {
  const { value } = situation.request.rules;
  let total = 0;
  for (const unit of situation.units) {
    const months = situation.months.filter((month) => month.fixed.has(unit.code));
    months.forEach((month, before) => {
      total += unit.expected * (month.weight - 1 + value.repeatYield ** before);
    });
    if (months.length > 0) total += (value.deterrence * unit.score) / 100;
  }
  return total;
}

type Patterns = readonly {
  readonly visits: readonly { readonly month: number; readonly checkup: boolean }[];
}[];

/** The tasks of each month: what was drawn, then check-ups and what tiers call for, then the rest. */
function tasksByMonth(situation: Situation, patterns: Patterns): Task[][] {
  const tasks: Task[][] = situation.months.map(({ drawn }) =>
    situation.units
      .filter(({ code }) => drawn.has(code))
      .map((unit) => ({
        unit,
        type: 'double_random',
        origin: 'draw',
        night: false,
        locked: false,
      })),
  );
  for (const { unitCode, type } of situation.rolledOver()) {
    const unit = situation.unit(unitCode);
    if (!unit) continue;
    const again = type === 'full_checkup' ? type : 'special';
    tasks[0]?.push({ unit, type: again, origin: 'rolled_over', night: false, locked: false });
  }
  patterns.forEach(({ visits }, index) => {
    const unit = situation.units[index];
    if (!unit) return;
    const due = situation.visitsDue(unit);
    visits.forEach(({ month, checkup }, number) => {
      const isRule = (checkup && situation.checkupsDue() > 0) || number < due;
      tasks[month]?.push({
        unit,
        type: checkup ? 'full_checkup' : 'special',
        origin: isRule ? 'rule' : 'value',
        night: false,
        locked: false,
      });
    });
  });
  const rank = ({ origin, type }: Task): number =>
    origin === 'draw' || origin === 'rolled_over'
      ? 0
      : origin === 'rule'
        ? type === 'full_checkup'
          ? 1
          : 2
        : 3;
  return tasks.map((list, index) =>
    withNights(situation, situation.months[index], list).sort(
      (one, other) => rank(one) - rank(other) || other.unit.expected - one.unit.expected,
    ),
  );
}

/** Marks as many visits to units with boarders as the quota of night checks asks for: they come first. */
function withNights(
  situation: Situation,
  month: PlanMonth | undefined,
  tasks: readonly Task[],
): Task[] {
  if (!month?.isNight) return [...tasks];
  const boarders = tasks
    .filter(({ unit }) => unit.hasBoarders)
    .sort((one, other) => other.unit.expected - one.unit.expected);
  const chosen = new Set(boarders.slice(0, situation.request.rules.quotas.night_dormitory));
  return tasks.map((task) =>
    chosen.has(task)
      ? { ...task, night: true, origin: task.origin === 'value' ? 'rule' : task.origin }
      : task,
  );
}
