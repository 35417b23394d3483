import { expect, test } from 'vitest';
import { sparklinePath } from '../../../dashboard/charts/sparkline.ts';

const box = { width: 20, height: 10, low: 0, high: 100 };

test('the first month is at the left, the highest value on top', () => {
  expect(sparklinePath([0, 100, 50], box)).toBe('M0,10L10,0L20,5');
});

test('a gap breaks the line and a lone month stays visible', () => {
  expect(sparklinePath([0, null, 100], box)).toBe('M0,10h1.5M20,0h1.5');
  expect(sparklinePath([null, 0, 100], box)).toBe('M10,10L20,0');
  expect(sparklinePath([null], box)).toBe('');
});

test('a box without height in values draws a flat line instead of NaN', () => {
  expect(sparklinePath([5, 5], { ...box, low: 5, high: 5 })).toBe('M0,10L20,10');
});
