import { expect, test } from 'vitest';
import { layoutDrillCalendar } from '../../../dashboard/charts/drill-calendar-layout.ts';

const month = (name: string, required: number, held: number, met = Math.min(required, held)) => ({
  month: name,
  required,
  held,
  met,
});

test('a school year runs from September to August, the newest first', () => {
  const years = layoutDrillCalendar(
    [month('2023-08', 0, 0), month('2023-09', 1, 1), month('2024-08', 0, 0)],
    [],
  );
  expect(years.map((year) => year.start)).toEqual([2023, 2022]);
  expect(years[0]?.cells.map((cell) => cell.month)).toEqual([
    ...['2023-09', '2023-10', '2023-11', '2023-12', '2024-01', '2024-02'],
    ...['2024-03', '2024-04', '2024-05', '2024-06', '2024-07', '2024-08'],
  ]);
  expect(years[1]?.cells.at(-1)).toMatchObject({ month: '2023-08', column: 11, state: 'free' });
});

const statesOf = (months: Parameters<typeof layoutDrillCalendar>[0]) =>
  layoutDrillCalendar(months, [])[0]?.cells.map((cell) => cell.state);

test('a month is held, missed, extra, free, outside the data, or due while it is the newest', () => {
  const months = [
    month('2023-09', 1, 2),
    month('2023-10', 1, 0),
    month('2023-11', 2, 1),
    month('2024-01', 0, 1),
    month('2024-02', 0, 0),
    month('2024-03', 1, 0),
  ];
  expect(statesOf(months)?.slice(0, 8)).toEqual([
    'held',
    'missed',
    'missed',
    'outside',
    'extra',
    'free',
    'due',
    'outside',
  ]);
  expect(layoutDrillCalendar(months, [])[0]).toMatchObject({ required: 5, met: 2 });
});

test('where a drill is owed every two months, the month before counts too, and no month further back', () => {
  const states = statesOf([
    month('2023-09', 0, 1),
    month('2023-10', 1, 0, 1),
    month('2023-11', 0, 0),
    month('2023-12', 1, 1),
    month('2024-01', 0, 0),
    month('2024-02', 1, 0),
    month('2024-03', 0, 1),
    month('2024-04', 0, 0),
    month('2024-05', 0, 0),
    month('2024-06', 1, 0),
    month('2024-07', 0, 0),
  ]);
  expect(states?.slice(0, 11)).toEqual([
    'held',
    'earlier',
    'free',
    'held',
    'free',
    'missed',
    'extra',
    'free',
    'free',
    'missed',
    'free',
  ]);
});

test('a drill short of its five traces marks its month', () => {
  const [year] = layoutDrillCalendar(
    [month('2023-09', 1, 1), month('2023-10', 1, 1)],
    [
      { month: '2023-09', traces: 4 },
      { month: '2023-10', traces: 5 },
    ],
  );
  expect(year?.cells.slice(0, 2).map((cell) => cell.incomplete)).toEqual([true, false]);
});

test('no months, no years', () => {
  expect(layoutDrillCalendar([], [])).toEqual([]);
});
