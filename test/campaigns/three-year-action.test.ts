import { describe, expect, test } from 'vitest';
import { originsOf, placedObligations, pointsTo } from '../../pipeline/campaigns/index.ts';
import { itemNumbered, numbers, range, threeYears } from './definitions.ts';
import { haveDocuments, planRows } from './documents.ts';

const { items } = threeYears;
const numbered = items.filter(({ number }) => number !== null);

const by = (key: 'phase' | 'time' | 'type') => {
  const found: Record<string, number[]> = {};
  for (const item of numbered) (found[item[key] ?? 'none'] ??= []).push(item.number ?? 0);
  return found;
};

test('the plan has the items 1 to 172, eleven tasks', () => {
  expect(numbered.map(({ number }) => number)).toEqual(range(1, 172));
  expect(threeYears.tasks.map(({ task }) => task)).toEqual(range(1, 11));
});

test('items stand in their phases and times', () => {
  expect(by('phase')).toEqual({
    mobilisation: range(1, 27),
    concentrated: range(28, 97),
    sustained: range(98, 157),
    consolidation: range(158, 172),
  });
  expect(by('time')).toEqual({
    all: range(1, 4),
    '2020-06': range(5, 9),
    '2020-07': range(10, 11),
    '2020-08': range(12, 27),
    '2020-09': range(28, 38),
    '2020-10': range(39, 68),
    '2020-11': range(69, 82),
    '2020-12': range(83, 97),
    '2021': range(98, 157),
    '2022': range(158, 172),
  });
});

test('types begin with item 39', () => {
  const { none, ...types } = by('type');
  expect(none).toEqual(range(1, 38));
  expect(
    Object.fromEntries(Object.entries(types).map(([type, list]) => [type, list.length])),
  ).toEqual({
    routine: 12,
    meeting: 14,
    publicity: 15,
    training: 21,
    drill: 9,
    report: 16,
    rectification: 19,
    chemicals: 8,
    document: 3,
    special_work: 12,
    execution: 5,
  });
});

/** Item → the items that it points to, by the rules' own list. */
const pointers: Record<number, number[]> = {
  69: [39, 40],
  71: [41],
  72: [42, 43, 44],
  76: range(51, 55),
  78: range(56, 60),
  79: [61],
  81: range(63, 67),
  84: [71],
  85: [72],
  86: [73, 74],
  89: [76],
  91: [78],
  92: [61],
  158: range(98, 104),
  160: range(105, 111),
  162: range(112, 119),
  164: range(120, 132),
  165: range(133, 136),
  166: range(137, 142),
  168: range(143, 150),
  170: range(151, 154),
  171: [155, 156],
};

test('22 pointers resolve by time and type', () => {
  const found = numbered.filter(({ pointer }) => pointer);
  expect(found).toHaveLength(22);
  expect(
    Object.fromEntries(found.map((item) => [item.number, numbers(pointsTo(item, threeYears))])),
  ).toEqual(pointers);
});

test('a pointer to a pointer comes down to the text, and an item replaces what it overrides', () => {
  const origins = (number: number) => numbers(originsOf(itemNumbered(number), threeYears));
  expect(origins(84)).toEqual([41]);
  expect(origins(91)).toEqual(range(56, 60));
  expect(origins(168)).toEqual([143, 144, 146, 147, 148, 149, 150]);
});

test('several obligations of one item are several', () => {
  const several = numbered.filter(({ obligations }) => obligations.length > 1);
  expect(numbers(several)).toEqual([3, 38, 39, 62, 88, 98, 109, 131, 133, 151, 153, 169]);
  expect(itemNumbered(3).obligations).toHaveLength(4);
  expect(itemNumbered(62).obligations).toHaveLength(4);
});

test('what cannot be measured is kept and says why', () => {
  const marked = numbered.filter(({ notMeasurable }) => notMeasurable);
  expect(numbers(marked)).toEqual([
    55, 59, 68, 80, 82, 93, 97, 116, 117, 118, 140, 154, 156, 157, 172,
  ]);
});

test('repeated texts are items of their own', () => {
  for (const [first, ...others] of [
    [6, 31],
    [34, 44],
    [50, 75, 87],
    [68, 82, 157, 172],
  ] as number[][])
    for (const other of others)
      expect(itemNumbered(other).label).toEqual(itemNumbered(first ?? 0).label);
});

test('obligations taken over stand in the time of the item that takes them over', () => {
  const placed = placedObligations(threeYears);
  const spanOf = (item: number, origin: number) => {
    const found = placed.find((one) => one.item.number === item && one.origin.number === origin);
    return found && [found.obligation.from, found.obligation.to, found.obligation.by];
  };
  expect(spanOf(76, 51)).toEqual(['2020-11-01', '2020-11-30', null]);
  expect(spanOf(158, 103)).toEqual(['2022-01-01', '2022-12-31', '2022-03-31']);
});

test('numbers of the rules: minimum counts, days and weekdays', () => {
  const only = (number: number) => itemNumbered(number).obligations[0];
  const times = (number: number) => only(number)?.owners.map((owner) => owner.times);
  expect(range(120, 127).map((number) => times(number)?.[0])).toEqual([2, 2, 2, 2, 1, 1, 1, 2]);
  expect(range(106, 111).map((number) => times(number)?.[0])).toEqual([2, 2, 1, 2, 2, 1]);
  expect([times(134), times(135), times(136), times(144)]).toEqual([[2], [4], [4, 2], [8]]);
  expect([only(51)?.byDay, only(137)?.byDay, only(138)?.byDay, only(138)?.monthsAfter]).toEqual([
    28, 28, 3, 1,
  ]);
  expect([only(53)?.weekday, only(54)?.weekday, only(108)?.byWeek]).toEqual([3, 4, 2]);
});

/** What an item outside the numbers asks for. */
const beside = (name: string) => items.find(({ item }) => item === name)?.obligations ?? [];

test('R4: eight upward reports in August; plan, yearly and final report of each unit', () => {
  for (const number of [18, 19, ...range(22, 27)]) {
    const { time, obligations } = itemNumbered(number);
    expect([number, time, obligations[0]?.evidence]).toEqual([
      number,
      '2020-08',
      expect.stringMatching(/^hand_in\/(report|summary)$/),
    ]);
  }
  expect(beside('unit_plan')).toMatchObject([{ by: '2020-10-10', evidence: 'hand_in/plan' }]);
  expect(beside('unit_yearly_report')).toMatchObject([{ every: 'year' }]);
  expect(beside('unit_final_report')).toMatchObject([{ by: '2022-11-30' }]);
  expect(itemNumbered(167).obligations).toMatchObject([{ by: '2022-11-30' }]);
});

test('H4, R2: last month’s problem list on the provincial platform by the 1st', () => {
  expect(beside('platform_upload')).toMatchObject([
    { every: 'month', byDay: 1, monthsAfter: 1, evidence: 'platform/province' },
  ]);
});

test('T6: the head meets each quarter, the deputy twice a month, from 2021', () => {
  const span = { from: '2021-01-01', to: '2022-12-31' };
  expect(beside('head_meetings')).toMatchObject([
    { ...span, every: 'quarter', owners: [{ who: 'bureau_head', times: 1 }] },
  ]);
  expect(beside('deputy_meetings')).toMatchObject([
    { ...span, every: 'month', owners: [{ who: 'bureau_deputy', times: 2 }] },
  ]);
});

test('I1: checks of each month, sweeps of each quarter; in 2022 three and a joint check', () => {
  for (const number of [146, 147, 148])
    expect(itemNumbered(number).obligations).toMatchObject([{ every: 'month' }]);
  expect(itemNumbered(145).obligations).toMatchObject([{ every: 'quarter' }]);
  expect(itemNumbered(169).obligations).toMatchObject([
    { every: 'quarter', from: '2022-01-01', to: '2022-09-30' },
    { every: 'once', from: '2022-11-01', by: '2022-11-30' },
  ]);
});

test('offices lead and join their tasks', () => {
  const offices = threeYears.tasks.map(({ task, lead, joining }) => [task, lead, joining]);
  expect(offices).toEqual([
    [1, [], []],
    [2, [], []],
    [3, ['office'], ['publicity_office', 'education_office', 'staff_office']],
    [4, ['office'], ['publicity_office']],
    [5, ['office'], []],
    [6, ['office'], ['publicity_office']],
    [7, ['education_office'], ['office']],
    [8, ['office'], ['publicity_office', 'staff_office']],
    [9, ['office'], []],
    [10, ['publicity_office'], ['office']],
    [11, ['office'], []],
  ]);
});

describe.runIf(haveDocuments)('against the document itself', () => {
  const rows = haveDocuments ? planRows() : new Map<number, readonly string[]>();
  const matching = (pattern: RegExp) =>
    [...rows].filter(([, cells]) => pattern.test(cells.join(' '))).map(([number]) => number);

  test('its numbers are 1 to 172', () => {
    expect([...rows.keys()].sort((one, other) => one - other)).toEqual(range(1, 172));
  });

  test('its pointers are ours', () => {
    expect(matching(/同\s?(10|11)\s?月|同\s?2021/)).toEqual(Object.keys(pointers).map(Number));
  });

  test('counts written in it are ours', () => {
    const written = [...rows].flatMap(([number, cells]) => {
      const [, count] =
        /(?:每年度?(?:组织|去抽查)?|每月|每学期)不少于\s?(\d)/.exec(cells.join('')) ?? [];
      return count === undefined ? [] : [[number, Number(count)] as const];
    });
    expect(written.length).toBeGreaterThanOrEqual(17);
    for (const [number, count] of written) {
      // Four sweeps a year, one a quarter.
      const { owners, every } = itemNumbered(number).obligations[0] ?? {
        owners: [],
        every: 'once',
      };
      const times = (owners[0]?.times ?? 0) * (every === 'quarter' ? 4 : 1);
      expect([number, times]).toEqual([number, count]);
    }
  });

  test('what only units are named for is owed by units', () => {
    for (const [number, cells] of rows)
      if (cells.includes('中小学、幼儿园') && !itemNumbered(number).pointer)
        expect([number, itemNumbered(number).obligations[0]?.owners[0]?.who]).toEqual([
          number,
          expect.stringMatching(/^schools/),
        ]);
  });
});
