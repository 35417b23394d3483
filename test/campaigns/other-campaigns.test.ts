import { expect, test } from 'vitest';
import { campaignNamed, range, shipped } from './definitions.ts';
import { documentText, haveDocuments } from './documents.ts';

test('all campaigns of the documents are there, and run here', () => {
  const names = shipped.campaigns.map(({ campaign }) => campaign).sort();
  expect(names).toEqual([
    'group_action',
    'hundred_days_fire',
    'hundred_days_hazards',
    'main_responsibility',
    'rectification_month',
    'safety_month_activities',
    'safety_month_statistics',
    'three_year_action',
  ]);
  expect(shipped.calendar.runs.map(({ campaign }) => campaign).sort()).toEqual(names);
});

test('C2: three parts, eight activities, seven lines of offices, papers by 28 June', () => {
  const month = campaignNamed('safety_month_activities');
  expect(month.tasks).toHaveLength(3);
  expect(month.items.slice(0, 8).map(({ number }) => number)).toEqual(range(1, 8));
  // The two activities of the first part share one line.
  const lines = month.items.slice(0, 8).map(({ lead }) => lead.join('+'));
  expect(
    new Set([lines.slice(0, 2).join(), ...lines.slice(2).map((line, at) => line + at)]).size,
  ).toBe(7);
  expect(month.items[8]?.obligations.map(({ by }) => by)).toEqual(['2021-06-28', '2021-06-28']);
  // T3: the head of the bureau once, the head of each unit once.
  expect(month.items[1]?.obligations).toMatchObject([
    {
      owners: [
        { who: 'bureau_head', times: 1 },
        { who: 'all', times: 1 },
      ],
    },
  ]);
});

test('C3: the table is rolled up by the parent, three photos come from each unit', () => {
  const last = campaignNamed('safety_month_statistics').items[6];
  expect(
    last?.obligations.map(({ evidence, reportedBy, owners }) => [
      evidence,
      reportedBy,
      owners[0]?.times,
    ]),
  ).toEqual([
    ['hand_in/summary', 'unit', 1],
    ['safety_month_return', 'parent', 1],
    ['photo', 'unit', 3],
  ]);
  expect(new Set(last?.obligations.map(({ by }) => by))).toEqual(new Set(['2021-06-28']));
});

test('C4: from 5 June to 5 July, to zero', () => {
  const month = campaignNamed('rectification_month');
  expect([month.from, month.to]).toEqual(['2021-06-05', '2021-07-05']);
  expect(month.items.at(-1)?.obligations[0]?.evidence).toBe('hazard_cleared');
});

test('C5: two overlapping hundred days with summaries in December', () => {
  for (const name of ['hundred_days_hazards', 'hundred_days_fire']) {
    const { from, to, items } = campaignNamed(name);
    expect([from, to]).toEqual(['2020-09-01', '2020-12-31']);
    expect(items.at(-1)?.from).toBe('2020-12-01');
    expect(items.at(-1)?.obligations[0]?.evidence).toBe('hand_in/summary');
  }
});

test('F1, F2: a fire check each month, training of all staff each term', () => {
  const { items } = campaignNamed('hundred_days_fire');
  expect(items[1]?.obligations).toMatchObject([{ every: 'month', evidence: 'fire_check' }]);
  expect(items[2]?.obligations).toMatchObject([{ every: 'term', evidence: 'activity/training' }]);
});

test('K1: the school year begins on 1 September', () => {
  expect(shipped.calendar.terms.map(({ term, from, to }) => [term, from, to])).toEqual([
    ['autumn', '09-01', '01-31'],
    ['spring', '02-01', '06-30'],
  ]);
});

test('C6: nine areas, three phases, fifteen measures in five blocks, each campus for itself', () => {
  const action = campaignNamed('group_action');
  expect(action.areas).toHaveLength(9);
  expect(action.phases.map(({ from, to }) => [from.slice(0, 7), to.slice(0, 7)])).toEqual([
    ['2019-12', '2019-12'],
    ['2020-01', '2020-09'],
    ['2020-10', '2020-12'],
  ]);
  const measures = action.items.filter(({ number }) => number !== null);
  expect(
    action.tasks.map(({ task }) => measures.filter((item) => item.task === task).length),
  ).toEqual([3, 3, 3, 3, 3]);
  const of = (name: string) => action.items.find(({ item }) => item === name)?.obligations[0];
  expect([of('papers')?.by, of('summary')?.by, of('backlog')?.by]).toEqual([
    '2019-12-20',
    '2020-12-01',
    '2019-12-31',
  ]);
  expect([of('weekly')?.weekday, of('weekly')?.from, of('weekly')?.to]).toEqual([
    4,
    '2019-12-01',
    '2020-11-30',
  ]);
  expect([of('upload')?.byDay, of('upload')?.monthsAfter, of('duty_table')?.daysBefore]).toEqual([
    1, 1, 5,
  ]);
  const reporters = action.items.flatMap(({ obligations }) => obligations);
  expect(new Set(reporters.map(({ reportedBy }) => reportedBy))).toEqual(new Set(['unit']));
});

test('C7: leading group, plan and lectures of schools, training institutions and bus companies', () => {
  const { items } = campaignNamed('main_responsibility');
  const evidence = items
    .filter(({ obligations }) => obligations[0]?.owners[0]?.who === 'responsible_units')
    .map(({ obligations }) => obligations[0]?.evidence);
  expect(evidence).toEqual([
    'hand_in/notice',
    'hand_in/plan',
    'activity/study',
    'activity/lecture',
  ]);
});

test('no name of a person, school or firm of the documents came along', ({ skip }) => {
  if (!haveDocuments) return skip();
  const words = JSON.stringify(shipped);
  const named = [0, 1, 2, 3, 4].flatMap((number) => [
    ...documentText(number).matchAll(/(?:联系人：|组\s*长：|副组长：)([\p{Script=Han}]{2,3})/gu),
  ]);
  expect(named.length).toBeGreaterThan(2);
  for (const [, name = ''] of named) expect(words).not.toContain(name);
  for (const place of ['园区', '苏州', '蓟州', '南通', '武进']) expect(words).not.toContain(place);
});
