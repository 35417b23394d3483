import { expect, test } from 'vitest';
import { breachWords } from '../../pipeline/cli/planning/breach-words.ts';
import { planSummary } from '../../pipeline/cli/planning/plan-summary.ts';
import { checkPlan } from '../../pipeline/planning/check-plan.ts';
import { makePlan } from '../../pipeline/planning/make-plan.ts';
import type { PlannedVisit } from '../../pipeline/planning/plan.ts';
import { Situation } from '../../pipeline/planning/situation.ts';
import { keptPlan } from './kept-plan.ts';
import { givenCapacity, givenRequest, givenUnits } from './world.ts';

const units = givenUnits(20, 2).map((unit) => ({ ...unit, lastVisit: null }));
const capacity = givenCapacity(2, 4, 2);
const base = givenRequest(units, capacity, { months: 3 });
const names = new Map(units.map(({ code, name }) => [code, name]));

/** A unit whose visit in November is locked, and which is drawn for December. */
async function drawnAfterLocked() {
  const first = await makePlan(base);
  const visit = first.visits.find(({ date }) => date.startsWith('2026-11'));
  if (!visit) throw new Error('nothing is planned in November');
  const locked = { ...visit, locked: true };
  const request = {
    ...base,
    locked: [locked],
    drawn: { '2026-12': [visit.unitCode] },
  };
  return { locked, plan: await keptPlan(request, '2026-11-0a0b0c0d') };
}

test('who is drawn near a locked visit is told of with both visits, why each is there, and what to do', async () => {
  const { locked, plan } = await drawnAfterLocked();
  const drawn = plan.visits.find(({ origin }) => origin === 'draw');
  const hard = plan.breaches.filter((breach) => breach.hard);
  expect(hard).toEqual([
    {
      rule: 'gap',
      hard: true,
      unitCode: locked.unitCode,
      date: drawn?.date,
      found: 1,
      wanted: base.rules.gapMonths,
      near: [
        { date: locked.date, held: 'locked' },
        { date: drawn?.date, held: 'draw' },
      ],
    },
  ]);
  const name = names.get(locked.unitCode);
  const zh =
    `两次检查只隔 1 个月，至少应隔 ${base.rules.gapMonths} 个月：` +
    `${locked.date}（已锁定）、${drawn?.date}（随机抽取）`;
  expect(hard.map((breach) => breachWords(breach, names, 'zh'))).toMatchObject([
    { text: zh, place: name, advice: '抽中的要去；锁定的那次请先解锁，再改期或取消' },
  ]);
  expect(planSummary(plan, names, 'zh')).toContain(
    `违反必须遵守的规则：1 处\n  ${name}：${zh}\n    抽中的要去；`,
  );
  const en = planSummary(plan, names, 'en');
  expect(en).toContain(`${locked.date} (locked), ${drawn?.date} (drawn by chance)`);
  expect(en).toContain('unlock the locked one');
});

const visitOn = (date: string, more: Partial<PlannedVisit> = {}): PlannedVisit => ({
  unitCode: 'U00001',
  date,
  type: 'special',
  night: false,
  team: '检查1组',
  inspectors: ['组员1', '组员4'],
  minutes: 60,
  expected: 0.1,
  origin: 'value',
  locked: false,
  ...more,
});

/** What is said of the visits to the first unit that lie too near each other. */
function said(visits: readonly PlannedVisit[], lastVisit: string | null = null) {
  const situation = new Situation({
    ...base,
    units: units.map((unit) => ({ ...unit, lastVisit })),
  });
  return checkPlan(situation, visits)
    .filter(({ near }) => near)
    .map((breach) => breachWords(breach, names, 'zh'))
    .map(({ text, advice }) => `${text}｜${advice}`);
}

test('the visit made before and two in a month are told of each in its own words', () => {
  expect(said([visitOn('2026-11-24')], '2026-10-15')).toEqual([
    '两次检查只隔 1 个月，至少应隔 2 个月：2026-10-15（已经查过）、2026-11-24（预期发现多）｜请把计划的这次改期或取消',
  ]);
  expect(said([visitOn('2026-11-24', { origin: 'draw' })], '2026-10-15')).toEqual([]);
  expect(said([visitOn('2026-11-24'), visitOn('2026-11-26', { origin: 'override' })])).toEqual([
    '同一单位一个月只查一次：2026-11-24（预期发现多）、2026-11-26（人工调整）｜请把其中一次改期或取消，锁定的先解锁',
  ]);
});

test('two draws of neighbouring months break no rule, locked or not: both are made, and nothing can be moved', () => {
  for (const locked of [false, true])
    expect(
      said([
        visitOn('2026-11-24', { origin: 'draw', locked }),
        visitOn('2026-12-15', { origin: 'draw' }),
      ]),
    ).toEqual([]);
  expect(
    said([visitOn('2026-11-24', { origin: 'draw', locked: true }), visitOn('2026-12-15')]),
  ).toEqual([
    expect.stringMatching(/（随机抽取）.*（预期发现多）｜抽中的要去；另一次请改期或取消/),
  ]);
});

test('a visit left over gives way to a draw nearer than the gap: the unit is seen by that', async () => {
  const plan = await makePlan({
    ...base,
    rolledOver: ['U00001', 'U00002'].map((unitCode) => ({ unitCode, type: 'special' })),
    drawn: { '2026-12': ['U00001'] },
  });
  expect(checkPlan(new Situation(base), plan.visits).filter(({ hard }) => hard)).toEqual([]);
  const of = (origin: string) =>
    plan.visits.filter((visit) => visit.origin === origin).map(({ unitCode }) => unitCode);
  expect([of('draw'), of('rolled_over')]).toEqual([['U00001'], ['U00002']]);
});
