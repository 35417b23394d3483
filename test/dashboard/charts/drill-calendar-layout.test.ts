import { expect, test } from 'vitest';
import { layoutDrillCalendar } from '../../../dashboard/charts/drill-calendar-layout.ts';

const month = (name: string, required: number, held: number) => ({ month: name, required, held });

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

test('a month is held, missed, extra, free or outside the data', () => {
  const [year] = layoutDrillCalendar(
    [
      month('2023-09', 1, 2),
      month('2023-10', 1, 0),
      month('2023-11', 2, 1),
      month('2024-01', 0, 1),
      month('2024-02', 0, 0),
    ],
    [],
  );
  expect(year?.cells.slice(0, 6).map((cell) => cell.state)).toEqual([
    'held',
    'missed',
    'missed',
    'outside',
    'extra',
    'free',
  ]);
  expect(year).toMatchObject({ required: 4, held: 4 });
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
