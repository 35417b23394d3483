import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  addVisit,
  lockVisit,
  moveVisit,
  removeVisit,
} from '../../pipeline/planning/change-plan.ts';
import { checkPlan } from '../../pipeline/planning/check-plan.ts';
import type { PlanDocument } from '../../pipeline/planning/document.ts';
import { undo, type Author } from '../../pipeline/planning/plan-revision.ts';
import { Situation } from '../../pipeline/planning/situation.ts';
import { keptPlan } from './kept-plan.ts';
import { givenCapacity, givenRequest, givenUnits, rulesInForce } from './world.ts';

const AUTHOR: Author = {
  by: '王',
  reason: 'local_knowledge',
  note: '家长反映',
  at: '2026-10-21T08:00:00Z',
};

/** Fewer visits than there is time for, so that there is room for changes. */
const request = givenRequest(givenUnits(60, 4), givenCapacity(3, 6, 4), {
  months: 1,
  rules: {
    ...rulesInForce,
    randomShare: 0.6,
    checkupsPerYear: 0,
    visitsPerYear: { red: 0, orange: 0, yellow: 0, blue: 0 },
  },
});
const situation = new Situation(request);
let plan: PlanDocument;

beforeAll(async () => {
  plan = await keptPlan(request, '2026-11-0a0b0c0d');
});

/** A unit that the plan does not see and the gap allows, and a day on which one can go there. */
function chance(): { unitCode: string; date: string; team: string; type: 'special' } {
  const seen = new Set(plan.visits.map(({ unitCode }) => unitCode));
  for (const unit of request.units)
    if (!seen.has(unit.code) && situation.isAfterGap(unit, '2026-11'))
      for (const { team, days } of situation.months[0]?.teams ?? [])
        for (const date of days) {
          const wish = { unitCode: unit.code, date, team: team.team, type: 'special' } as const;
          if (!addVisit(situation, plan, wish, AUTHOR).refused) return wish;
        }
  throw new Error('there is no room in the plan');
}

describe('adding a visit by hand', () => {
  test('puts a unit that was not planned on a route, with who goes, the reason, and no rule broken', () => {
    const wish = chance();
    const { plan: after, refused, breaches } = addVisit(situation, plan, wish, AUTHOR);
    expect(refused).toBe(false);
    expect(breaches.filter(({ hard }) => hard)).toEqual([]);
    const added = after.visits.find(({ unitCode }) => unitCode === wish.unitCode);
    expect(added).toMatchObject({ ...wish, type: expect.any(String), origin: 'override' });
    expect(added?.inspectors).toHaveLength(rulesInForce.pair.inspectors);
    expect(after.visits).toHaveLength(plan.visits.length + 1);
    expect(after.changes).toEqual([
      expect.objectContaining({ ...AUTHOR, action: 'add', unitCode: wish.unitCode, undone: false }),
    ]);
    expect(after.serious_expected).toBeCloseTo(
      plan.serious_expected + (situation.unit(wish.unitCode)?.expected ?? NaN),
      9,
    );
    expect(checkPlan(situation, after.visits).filter(({ hard }) => hard)).toEqual([]);
  });

  test('can be undone; the record of it stays', () => {
    const { plan: after } = addVisit(situation, plan, chance(), AUTHOR);
    const back = undo(situation, after);
    expect(back.visits).toEqual(plan.visits);
    expect(back.serious_expected).toBeCloseTo(plan.serious_expected, 9);
    expect(back.changes).toEqual([expect.objectContaining({ action: 'add', undone: true })]);
    expect(undo(situation, back)).toEqual(back);
  });

  test('is refused a second time in the month, on a holiday, and for a unit that nobody knows', () => {
    const [visit] = plan.visits;
    if (!visit) throw new Error('the plan is empty');
    const wish = { ...chance(), unitCode: visit.unitCode };
    const twice = addVisit(situation, plan, wish, AUTHOR);
    expect(twice.refused).toBe(true);
    expect(twice.breaches.map(({ rule }) => rule)).toContain('month_cap');
    expect(twice.plan).toBe(plan);
    const sunday = addVisit(situation, plan, { ...chance(), date: '2026-11-22' }, AUTHOR);
    expect(sunday.breaches.map(({ rule }) => rule)).toContain('holiday');
    expect(() => addVisit(situation, plan, { ...wish, unitCode: 'X' }, AUTHOR)).toThrow(
      expect.objectContaining({ code: 'unit_unknown' }),
    );
  });

  test('by a team of an area is a mutual check, and never of its own area', () => {
    const mutual = situation.months[0]?.teams.find(({ team }) => team.kind === 'mutual');
    if (!mutual) throw new Error('no team checks mutually');
    const { team, days } = mutual;
    const own = request.units.find(({ area }) => area === team.area)?.code ?? '';
    const wish = { date: days[0] ?? '', team: team.team, type: 'special' } as const;
    const refused = addVisit(situation, plan, { ...wish, unitCode: own }, AUTHOR);
    expect(refused.breaches.map(({ rule }) => rule)).toContain('mutual_own_area');
  });
});

test('a locked visit stays until it is let go', () => {
  const [visit] = plan.visits;
  if (!visit) throw new Error('the plan is empty');
  const { plan: locked } = lockVisit(situation, plan, visit, true, AUTHOR);
  const held = locked.visits.find(({ unitCode }) => unitCode === visit.unitCode);
  if (!held) throw new Error('the visit is gone');
  expect(() => removeVisit(situation, locked, held, AUTHOR)).toThrow(
    expect.objectContaining({ code: 'visit_locked' }),
  );
  expect(() => moveVisit(situation, locked, held, held, AUTHOR)).toThrow(
    expect.objectContaining({ code: 'visit_locked' }),
  );
  const { plan: free } = lockVisit(situation, locked, held, false, AUTHOR);
  expect(free.visits.find(({ unitCode }) => unitCode === visit.unitCode)?.locked).toBe(false);
});

test('whatever is changed by hand, no rule that cannot be broken is; and all of it can be undone', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          action: fc.constantFrom('move', 'add', 'remove'),
          visit: fc.nat(),
          unit: fc.nat({ max: request.units.length - 1 }),
          day: fc.integer({ min: 1, max: 30 }),
          team: fc.nat({ max: request.capacity.teams.length - 1 }),
          type: fc.constantFrom('special', 'covert', 'full_checkup'),
        }),
        { maxLength: 6 },
      ),
      (steps) => {
        let now = plan;
        for (const { action, visit: number, unit, day, team, type } of steps) {
          const visit = now.visits[number % now.visits.length];
          const to = {
            date: `2026-11-${String(day).padStart(2, '0')}`,
            team: request.capacity.teams[team]?.team ?? '',
          };
          if (!visit) break;
          const before: PlanDocument = now;
          const changed =
            action === 'move'
              ? moveVisit(situation, now, visit, to, AUTHOR)
              : action === 'remove'
                ? removeVisit(situation, now, visit, AUTHOR)
                : addVisit(
                    situation,
                    now,
                    { unitCode: request.units[unit]?.code ?? '', ...to, type },
                    AUTHOR,
                  );
          now = changed.plan;
          if (changed.refused) expect(now).toBe(before);
          expect(checkPlan(situation, now.visits).filter(({ hard }) => hard)).toEqual([]);
        }
        while (now.changes.some(({ undone }) => !undone)) now = undo(situation, now);
        const inOrder = (visits: PlanDocument['visits']) =>
          [...visits].sort((one, other) => (one.unitCode < other.unitCode ? -1 : 1));
        expect(inOrder(now.visits)).toEqual(inOrder(plan.visits));
        expect(now.serious_expected).toBeCloseTo(plan.serious_expected, 9);
      },
    ),
    { numRuns: 60 },
  );
});
