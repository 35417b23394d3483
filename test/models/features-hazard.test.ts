import { expect, test } from 'vitest';
import { blameless, hazard } from './received.ts';
import { valuesOf } from './values-of.ts';

test('a hazard is overdue until a return strikes it off, and its days count for the look-back', async () => {
  const rows = [
    ...blameless('A'),
    hazard('A', '2024-03', '1', { deadline: '2024-03-31' }),
    hazard('A', '2024-04', '1', { found_date: '2024-03-05', deadline: '2024-03-31' }),
    hazard('A', '2024-05', '1', {
      found_date: '2024-03-05',
      deadline: '2024-03-31',
      status: 'struck_off',
      closed_date: '2024-05-10',
    }),
  ];
  expect(await valuesOf('hazard_overdue', rows)).toEqual({ '2024-04': 1 });
  // 30 days of April and 10 of May; by October the look-back begins in May, by November in June.
  expect(await valuesOf('hazard_days_overdue', rows)).toEqual({
    '2024-04': 30,
    '2024-05': 40,
    '2024-06': 40,
    '2024-07': 40,
    '2024-08': 40,
    '2024-09': 40,
    '2024-10': 10,
  });
});

test('a hazard left out of the next ledger stays open', async () => {
  const rows = [
    ...blameless('A'),
    hazard('A', '2025-10', '1', { deadline: '2025-10-30' }),
    hazard('A', '2025-11', '2', { deadline: '2026-03-01' }),
  ];
  expect(await valuesOf('open_hazards', rows)).toEqual({
    '2025-10': 1,
    '2025-11': 2,
    '2025-12': 2,
  });
});

test('a hazard without a deadline gets the default one', async () => {
  const rows = [...blameless('A'), hazard('A', '2025-10', '1', { deadline: null })];
  // Found on 5 October; 30 days later is 4 November.
  expect(await valuesOf('hazard_overdue', rows)).toEqual({ '2025-11': 1, '2025-12': 1 });
});

test('a deadline moved without a word counts as one extension', async () => {
  const rows = [
    ...blameless('A'),
    hazard('A', '2025-09', '1', { deadline: '2025-10-20' }),
    hazard('A', '2025-10', '1', { found_date: '2025-09-05', deadline: '2025-11-20' }),
    hazard('A', '2025-11', '1', {
      found_date: '2025-09-05',
      deadline: '2025-12-20',
      extensions: 3,
    }),
  ];
  expect(await valuesOf('hazard_extended', rows)).toEqual({
    '2025-10': 1,
    '2025-11': 3,
    '2025-12': 3,
  });
});

test('a hazard open again after it was struck off is open, and not overdue for the time between', async () => {
  const march = { found_date: '2024-03-05', deadline: '2024-03-15' };
  const rows = [
    ...blameless('A'),
    hazard('A', '2024-03', '1', { ...march, status: 'struck_off', closed_date: '2024-03-20' }),
    // Seen again in June, known on the 26th, with the deadline of March.
    hazard('A', '2024-06', '1', march),
    hazard('A', '2024-07', '1', { ...march, status: 'struck_off', closed_date: '2024-07-10' }),
  ];
  expect(await valuesOf('open_hazards', rows)).toEqual({ '2024-06': 1 });
  // 5 days in March; 4 of June after the 26th; 14 until it was closed on 10 July.
  expect(await valuesOf('hazard_days_overdue', rows)).toMatchObject({
    '2024-03': 5,
    '2024-06': 5 + 4,
    '2024-07': 5 + 14,
    '2024-08': 5 + 14,
    '2024-09': 14,
  });
  // Once is no sign; every further time is (rule H7).
  expect(await valuesOf('hazard_extended', rows)).toEqual({});
  const closed = { ...march, status: 'struck_off', closed_date: '2024-09-10' };
  const twice = [
    ...rows,
    hazard('A', '2024-08', '1', march),
    hazard('A', '2024-09', '1', closed),
    hazard('A', '2024-10', '1', march),
  ];
  expect(await valuesOf('hazard_extended', twice)).toMatchObject({ '2024-08': 1, '2024-10': 2 });
});

test('extensions are counted, each move of the deadline for itself', async () => {
  const found = { found_date: '2025-07-05' };
  const rows = [
    ...blameless('A'),
    hazard('A', '2025-07', '1', { ...found, deadline: '2025-07-20' }),
    hazard('A', '2025-08', '1', { ...found, deadline: '2025-08-20' }),
    hazard('A', '2025-09', '1', { ...found, deadline: '2025-09-20', extensions: 1 }),
    hazard('A', '2025-10', '1', { ...found, deadline: '2025-10-20', extensions: 2 }),
  ];
  expect(await valuesOf('hazard_extended', rows)).toEqual({
    '2025-08': 1,
    '2025-09': 2,
    '2025-10': 3,
    '2025-11': 3,
    '2025-12': 3,
  });
});
