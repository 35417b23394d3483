import { expect, test } from 'vitest';
import { ledgerAsOf, type HazardRow } from '../../../dashboard/pages/unit/hazard-ledger.ts';

const hazard = (hazard_number: string, overrides: Partial<HazardRow> = {}): HazardRow => ({
  hazard_number,
  found_date: '2024-03-01',
  deadline: '2024-03-11',
  closed_date: null,
  severity: 'general',
  status: 'rectifying',
  source: 'self_monthly',
  work_area: 'fire',
  description: 'a blocked exit',
  place: null,
  responsible_party: 'office',
  measures: 'clear it',
  funds: 0,
  contingency_plan: 'yes',
  extensions: 0,
  ...(overrides.closed_date ? { status: 'struck_off' } : {}),
  ...overrides,
});

test('open hazards lead, the most overdue first, then major, then the oldest; closed ones latest first', () => {
  const rows = ledgerAsOf(
    [
      hazard('closed early', { closed_date: '2024-03-02' }),
      hazard('closed late', { closed_date: '2024-03-20' }),
      hazard('young', { found_date: '2024-03-25', deadline: null }),
      hazard('old', { found_date: '2024-03-05', deadline: null }),
      hazard('major', { found_date: '2024-03-26', deadline: null, severity: 'major' }),
      hazard('overdue'),
    ],
    '2024-03-31',
  );
  expect(rows.map((row) => row.hazard_number)).toEqual([
    'overdue',
    'major',
    'old',
    'young',
    'closed late',
    'closed early',
  ]);
});

test('age and days overdue stop on the day it was closed', () => {
  const [row] = ledgerAsOf([hazard('1', { closed_date: '2024-03-15' })], '2024-03-31');
  expect(row).toMatchObject({ open: false, ageDays: 14, overdueDays: 4 });
});

test('a hazard reported as rectified stays open until it is struck off, but is no longer overdue more', () => {
  const [waiting] = ledgerAsOf(
    [hazard('1', { closed_date: '2024-03-15', status: 'reported' })],
    '2024-03-31',
  );
  expect(waiting).toMatchObject({ open: true, rectified: true, ageDays: 14, overdueDays: 4 });
});

test('a past month sees neither later hazards nor later closings', () => {
  const rows = ledgerAsOf(
    [hazard('1', { closed_date: '2024-04-02' }), hazard('2', { found_date: '2024-04-01' })],
    '2024-03-31',
  );
  expect(rows).toMatchObject([{ hazard_number: '1', open: true, ageDays: 30, overdueDays: 20 }]);
});

test('the five things of a hazard: blank text and no amount are missing, an amount of zero is not', () => {
  const [row] = ledgerAsOf(
    [hazard('1', { measures: ' ', funds: 0, deadline: null, contingency_plan: null })],
    '2024-03-31',
  );
  expect(row?.missing).toEqual(['measures', 'deadline', 'contingency_plan']);
  expect(row?.overdueDays).toBe(0);
});
