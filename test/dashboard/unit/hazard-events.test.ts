import { expect, test } from 'vitest';
import {
  eventsByHazard,
  eventsKnown,
  undoneClosing,
  type HazardEventRow,
} from '../../../dashboard/pages/unit/hazard-events.ts';

const event = (name: string, day: string, known = day): HazardEventRow => ({
  hazard_number: '1',
  event: name,
  event_date: day,
  before: null,
  after: null,
  known_from: `${known} 10:00:00`,
});

const course = [
  event('reported', '2025-03-05', '2025-03-26'),
  event('struck_off', '2025-07-20', '2025-07-26'),
  event('struck_off', '2025-04-10', '2025-04-26'),
  event('reopened', '2025-06-26'),
];

test('events of a hazard come in the order of their days, as far as they were known', () => {
  const events = eventsByHazard(course).get('1') ?? [];
  expect(events.map((row) => row.event_date)).toEqual([
    '2025-03-05',
    '2025-04-10',
    '2025-06-26',
    '2025-07-20',
  ]);
  expect(eventsKnown(events, '2025-04-20').map((row) => row.event)).toEqual([]);
  expect(eventsKnown(events, '2025-06-30').map((row) => row.event)).toEqual([
    'struck_off',
    'reopened',
  ]);
});

test('a closing that was undone held until the hazard was listed again', () => {
  const events = eventsByHazard(course).get('1') ?? [];
  expect(undoneClosing(events, '2025-03-31')).toBeNull();
  expect(undoneClosing(events, '2025-05-31')).toBe('2025-04-10');
  expect(undoneClosing(events, '2025-06-30')).toBeNull();
  expect(undoneClosing(events, '2025-07-31')).toBeNull();
});
