import { expect, it } from 'vitest';
import { recalibrate } from '../../../pipeline/decision/history/recalibrate.ts';
import { stream } from './city.ts';

/** Predictions of four windows whose log-odds are so many times what they should be. */
function predictions(rows: number, extreme: number) {
  const random = stream(11);
  const truth = Float64Array.from({ length: rows }, () => random() * 4 - 3);
  return {
    logOdds: truth.map((one) => one * extreme),
    outcome: truth.map((one) => Number(random() < 1 / (1 + Math.exp(-one)))),
    window: Int32Array.from({ length: rows }, (_, row) => Math.floor((4 * row) / rows)),
  };
}

it('takes back what earlier predictions overstated', () => {
  expect(recalibrate(predictions(8000, 2)).slope).toBeCloseTo(0.5, 1);
  expect(recalibrate(predictions(8000, 0.5)).slope).toBeCloseTo(2, 0);
});

it('hardly turns what was right, or what one window alone speaks against', () => {
  expect(recalibrate(predictions(8000, 1)).slope).toBeCloseTo(1, 1);
  const one = predictions(200, 2);
  expect(recalibrate({ ...one, window: new Int32Array(200) }).slope).toBeCloseTo(1, 1);
});
