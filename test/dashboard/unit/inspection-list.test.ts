import { expect, test } from 'vitest';
import {
  inspectionsAsOf,
  type FindingRow,
  type InspectionRow,
} from '../../../dashboard/pages/unit/inspection-list.ts';

const inspection = (inspection_number: string, inspection_date: string): InspectionRow => ({
  inspection_number,
  inspection_date,
  inspection_type: 'special',
  team: null,
  result: null,
  note: null,
});

const finding = (
  inspection_number: string,
  finding_number: string,
  overrides: Partial<FindingRow> = {},
): FindingRow => ({
  inspection_number,
  finding_number,
  found_date: '2024-03-01',
  work_area: 'fire',
  severity: 'general',
  description: 'a blocked exit',
  deadline: '2024-03-15',
  status: 'rectifying',
  closed_date: null,
  verified_date: null,
  false_return: false,
  ...overrides,
});

test('the latest inspection leads, major findings first, later inspections are not known yet', () => {
  const listed = inspectionsAsOf(
    [inspection('A', '2024-01-10'), inspection('B', '2024-03-01'), inspection('C', '2024-04-01')],
    [finding('B', '1'), finding('B', '2', { severity: 'major' })],
    '2024-03-31',
  );
  expect(listed.map((each) => each.inspection_number)).toEqual(['B', 'A']);
  expect(listed[0]?.findings.map((each) => each.finding_number)).toEqual(['2', '1']);
});

test('a finding closed after the day was open then, and overdue if its deadline had passed', () => {
  const [only] = inspectionsAsOf(
    [inspection('B', '2024-03-01')],
    [
      finding('B', '1', { closed_date: '2024-04-02' }),
      finding('B', '2', { closed_date: '2024-03-10', status: 'struck_off' }),
      finding('B', '3', { deadline: null }),
      finding('B', '4', { closed_date: '2024-03-10', status: 'reported' }),
    ],
    '2024-03-31',
  );
  expect(only?.findings.map((each) => [each.open, each.overdue])).toEqual([
    [true, true],
    [false, false],
    [true, false],
    [true, false],
  ]);
});

test('a work area keeps its findings and the inspections that have one', () => {
  const listed = inspectionsAsOf(
    [inspection('A', '2024-01-10'), inspection('B', '2024-03-01')],
    [finding('A', '1', { work_area: 'food' }), finding('B', '1')],
    '2024-03-31',
    'food',
  );
  expect(listed.map((each) => each.inspection_number)).toEqual(['A']);
});
