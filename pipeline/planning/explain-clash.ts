import { MonthChooser } from './choose-months.ts';
import type { MonthOptions } from './month-choice.ts';
import {
  bendableRules,
  clashingRules,
  type BendableRule,
  type ClashingRule,
  type Prices,
} from './month-rules.ts';
import type { PlanControl, PlanRequest } from './plan.ts';
import { Situation } from './situation.ts';

/** One way out of a clash. */
export interface Relaxation {
  readonly rule: ClashingRule;
  /** How much of it at least, all other rules kept; null where it must be left out as a whole. */
  readonly amount: number | null;
}

/** Rules that cannot all be kept. */
export interface Clash {
  /** A smallest set: without any one of them the others of the set can be kept. There may be other clashes. */
  readonly rules: readonly ClashingRule[];
  /** Each alone resolves the clash. Days of teams, check-ups, visits. */
  readonly relaxations: readonly Relaxation[];
  /** True: proven even if days filled to the last minute; false: as days fill in practice. */
  readonly certain: boolean;
}

/** What less of a rule counts as: team-days, check-ups, visits. */
const unitPrices = (dayMinutes: number): Prices => ({
  capacity: 1 / dayMinutes,
  random_share: 1 / dayMinutes,
  checkups: 1,
  tier_visits: 1,
  covert_quota: 1,
  mutual_quota: 1,
  night_quota: 1,
});

/** Less than this is rounding. */
const NOTHING = 0.02;
const DEAR = 100;
/** Far more than one relaxation takes; where it does not suffice, nothing is said to clash that is not proven to. */
const SECONDS = 25;

/**
 * Finds out whether the rules can be kept together and, if not, which clash and what would resolve it.
 * Rules are given slack (an elastic model, patterns of months split as the linear relaxation allows); a
 * rule is dropped from the clash where the rest clashes without it (deletion filter); for each of those
 * left, the least slack with all others kept is its relaxation.
 * @returns undefined where they can be kept
 */
export async function explainClash(
  request: PlanRequest,
  control: PlanControl = {},
): Promise<Clash | undefined> {
  const situation = new Situation(request);
  const views = [
    { certain: true, leg: 1, add: 0, fill: 1 },
    { certain: false, leg: 1.6, add: 6, fill: 0.88 },
  ];
  for (const { certain, leg, add, fill } of views) {
    const view = {
      leg: (unit: Parameters<MonthOptions['leg']>[0]) => situation.leg(unit) * leg + add,
      fill,
      stopRequested: control.stopRequested,
    };
    const clash = await clashIn(situation, view, control);
    if (clash) return { ...clash, certain };
  }
  return undefined;
}

type View = Pick<MonthOptions, 'leg' | 'fill' | 'stopRequested'>;

async function clashIn(
  situation: Situation,
  view: View,
  { onProgress }: PlanControl,
): Promise<Omit<Clash, 'certain'> | undefined> {
  const prices = unitPrices(situation.request.rules.dayMinutes);
  const relax = (leftOut: ReadonlySet<ClashingRule>, own: Prices) =>
    new MonthChooser(situation, {
      ...view,
      valued: false,
      prices: own,
      leftOut,
      gap: 0.01,
      seconds: SECONDS,
    }).relax();
  const clashes = async (leftOut: ReadonlySet<ClashingRule>): Promise<boolean> =>
    (await relax(leftOut, prices)).bound < -NOTHING;
  if (!(await clashes(new Set()))) return undefined;
  const out = new Set<ClashingRule>();
  // The last are tried first, so that the weightiest rules stay in the set that is named.
  for (const [index, rule] of [...clashingRules].reverse().entries()) {
    onProgress?.({ step: 'clash', done: index, total: clashingRules.length });
    if (await clashes(new Set([...out, rule]))) out.add(rule);
  }
  const rules = clashingRules.filter((rule) => !out.has(rule));
  const relaxations: Relaxation[] = [];
  for (const rule of rules) {
    const bendable = bendableRules.find((name) => name === rule);
    if (!bendable) {
      relaxations.push({ rule, amount: null });
      continue;
    }
    const own = Object.fromEntries(
      bendableRules.map((name) => [name, prices[name] * (name === bendable ? 1 : DEAR)]),
    ) as Record<BendableRule, number>;
    const { broken } = await relax(new Set(), own);
    const others = bendableRules.reduce(
      (sum, name) => sum + (name === bendable ? 0 : (broken[name] ?? 0) * prices[name]),
      0,
    );
    const amount = (broken[bendable] ?? 0) * prices[bendable];
    if (others < NOTHING * DEAR) relaxations.push({ rule, amount: Math.ceil(amount * 10) / 10 });
  }
  return { rules, relaxations };
}
