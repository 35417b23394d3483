import {
  addMonths,
  canReceive,
  keyNodeWeight,
  monthsBetween,
  teamDays,
  workingDays,
} from './calendar.ts';
import type { Inspector, Team } from './capacity.ts';
import type { PlannedVisit, PlanRequest } from './plan.ts';
import type { Skill, VisitType } from './rules.ts';
import { Travel } from './travel.ts';
import type { PlanUnit } from './unit.ts';

/** A team in a month. */
export interface TeamMonth {
  readonly team: Team;
  /** Days on which it can go out, and at most how many of them. */
  readonly days: readonly string[];
  readonly most: number;
}

/** A month of a plan. */
export interface PlanMonth {
  readonly month: string;
  readonly teams: readonly TeamMonth[];
  /** How much more findings count: key nodes, and that early is better than late. */
  readonly weight: number;
  readonly isNight: boolean;
  /** Minutes of bureau teams that stay free for what chance will draw; 0 where it has been drawn. */
  readonly reserved: number;
  readonly drawn: ReadonlySet<string>;
  /** Units that are seen whatever else is chosen: drawn, rolled over, or with a locked visit. */
  readonly fixed: ReadonlySet<string>;
  readonly locked: readonly PlannedVisit[];
}

const MONTHS_OF_YEAR = 12;

/** What follows from a request and its rules alone: asked by every step of planning, worked out once. */
export class Situation {
  readonly units: readonly PlanUnit[];
  readonly months: readonly PlanMonth[];
  readonly travel: Travel;
  readonly #units: ReadonlyMap<string, PlanUnit>;
  readonly #legs = new Map<string, number>();
  readonly #receiving = new Map<string, boolean>();
  readonly #pairs = new Map<string, readonly (readonly Inspector[])[]>();

  constructor(readonly request: PlanRequest) {
    const { units, rules } = request;
    this.units = units;
    this.#units = new Map(units.map((unit) => [unit.code, unit]));
    this.travel = new Travel(units, rules.travel);
    this.months = Array.from({ length: request.months }, (_, index) => this.#month(index));
  }

  unit(code: string): PlanUnit | undefined {
    return this.#units.get(code);
  }

  month(month: string): PlanMonth | undefined {
    return this.months[monthsBetween(this.request.firstMonth, month)];
  }

  /** Minutes on the spot. */
  minutes(unit: PlanUnit, type: VisitType): number {
    const { visitMinutes, minutesPerThousandPeople, kindFactors } = this.request.rules;
    const minutes =
      visitMinutes[type] * (kindFactors[unit.kind] ?? 1) +
      (minutesPerThousandPeople * unit.people) / 1000;
    return Math.round(minutes / 5) * 5;
  }

  /** Minutes of the shortest way that any route to a unit ends with: from its nearest neighbour or a team. */
  leg(unit: PlanUnit): number {
    const known = this.#legs.get(unit.code);
    if (known !== undefined) return known;
    const areas = this.request.capacity.teams.map(({ area }) => area);
    const leg = this.travel.toNearest(unit.code, areas);
    this.#legs.set(unit.code, leg);
    return leg;
  }

  /** Whether a unit can be visited in a month at all, by calendar and gap since its last visit. */
  isOpen(unit: PlanUnit, month: PlanMonth): boolean {
    return this.isCalendarOpen(unit, month) && this.isAfterGap(unit, month.month);
  }

  isCalendarOpen(unit: PlanUnit, { month }: PlanMonth): boolean {
    const name = `${month} ${unit.kind} ${String(unit.examSite)}`;
    const known = this.#receiving.get(name);
    if (known !== undefined) return known;
    const { calendar } = this.request.rules;
    const open = workingDays(month, calendar).some((day) => canReceive(unit, day, calendar));
    this.#receiving.set(name, open);
    return open;
  }

  /** Whether the least gap since the last visit has gone by. */
  isAfterGap({ lastVisit }: PlanUnit, month: string): boolean {
    return (
      lastVisit === null ||
      monthsBetween(lastVisit.slice(0, 7), month) >= this.request.rules.gapMonths
    );
  }

  /**
   * Visits rolled over that the first month takes: those to units that are not visited too short a time before or
   * after, as where somebody went there meanwhile, has locked a visit or chance has drawn the unit.
   */
  rolledOver(): PlanRequest['rolledOver'] {
    const { firstMonth, rolledOver, locked, drawn, rules } = this.request;
    const isNear = (date: string): boolean =>
      monthsBetween(firstMonth, date.slice(0, 7)) < rules.gapMonths;
    const drawnNear = new Set(
      Object.entries(drawn).flatMap(([month, codes]) => (isNear(month) ? codes : [])),
    );
    return rolledOver.filter(({ unitCode }) => {
      const unit = this.#units.get(unitCode);
      return (
        unit !== undefined &&
        this.isAfterGap(unit, firstMonth) &&
        !drawnNear.has(unitCode) &&
        !locked.some((visit) => visit.unitCode === unitCode && isNear(visit.date))
      );
    });
  }

  /** Visits of any type that a unit's tier calls for in the months planned. */
  visitsDue(unit: PlanUnit): number {
    const { rules, months } = this.request;
    return Math.floor((rules.visitsPerYear[unit.tier] * months) / MONTHS_OF_YEAR);
  }

  /** Comprehensive check-ups that a unit is due in the months planned. */
  checkupsDue(): number {
    const { rules, months } = this.request;
    return Math.floor((rules.checkupsPerYear * months) / MONTHS_OF_YEAR);
  }

  /** Skills that a visit needs between its inspectors. */
  skills(unit: PlanUnit, type: VisitType): Skill[] {
    const { skills } = this.request.rules;
    return skills
      .filter((rule) => rule.types.includes(type) && unit.facts.includes(rule.when))
      .map(({ skill }) => skill);
  }

  /** Whether an inspector must not go to a unit: came from it, or inspected it last (回避). */
  mustAvoid(team: Team, inspector: Inspector, unit: PlanUnit): boolean {
    const last = this.request.rules.pair.notWhoInspectedLast;
    return (
      inspector.fromUnits.includes(unit.code) ||
      (last && unit.lastInspectors.includes(`${team.team}/${inspector.name}`))
    );
  }

  /** Pairs of a team, or groups of as many as the rules say. */
  pairs(team: Team): readonly (readonly Inspector[])[] {
    const known = this.#pairs.get(team.team);
    if (known) return known;
    const pairs = choose(team.inspectors, this.request.rules.pair.inspectors);
    this.#pairs.set(team.team, pairs);
    return pairs;
  }

  /** Whether a pair may and can make a visit. */
  suits(team: Team, pair: readonly Inspector[], unit: PlanUnit, type: VisitType): boolean {
    return (
      this.skills(unit, type).every((skill) => pair.some(({ skills }) => skills.includes(skill))) &&
      !pair.some((inspector) => this.mustAvoid(team, inspector, unit))
    );
  }

  /** Whether a team has any pair for a visit, and is not of the unit's own area where it checks mutually. */
  canTake(team: Team, unit: PlanUnit, type: VisitType): boolean {
    if (team.kind === 'mutual' && (team.area === unit.area || type !== 'area_mutual')) return false;
    if (team.kind === 'bureau' && type === 'area_mutual') return false;
    return this.pairs(team).some((pair) => this.suits(team, pair, unit, type));
  }

  /** Minutes that all teams of a kind have in a month. */
  capacity(month: PlanMonth, kind?: Team['kind']): number {
    return (
      month.teams
        .filter(({ team }) => kind === undefined || team.kind === kind)
        .reduce((sum, { most }) => sum + most, 0) * this.request.rules.dayMinutes
    );
  }

  #month(index: number): PlanMonth {
    const { firstMonth, capacity, rules, drawn, locked } = this.request;
    const month = addMonths(firstMonth, index);
    const teams = capacity.teams.map((team) => ({
      team,
      ...teamDays(team, capacity, month, rules.calendar, rules.pair.inspectors),
    }));
    const codes = new Set((drawn[month] ?? []).filter((code) => this.#units.has(code)));
    const lockedHere = locked.filter(({ date }) => date.startsWith(month));
    const bureau = teams
      .filter(({ team }) => team.kind === 'bureau')
      .reduce((sum, { most }) => sum + most * rules.dayMinutes, 0);
    return {
      month,
      teams,
      weight: keyNodeWeight(month, rules.calendar) * (1 - rules.value.discountPerMonth) ** index,
      isNight: rules.nightMonths.includes(Number(month.slice(5))),
      reserved: month in drawn ? 0 : bureau * rules.randomShare,
      drawn: codes,
      fixed: new Set([
        ...codes,
        ...lockedHere.map(({ unitCode }) => unitCode),
        ...(index === 0 ? this.rolledOver().map(({ unitCode }) => unitCode) : []),
      ]),
      locked: lockedHere,
    };
  }
}

function choose<Item>(items: readonly Item[], count: number): Item[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, index) =>
    choose(items.slice(index + 1), count - 1).map((rest) => [item, ...rest]),
  );
}
