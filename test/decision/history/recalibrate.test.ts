import { expect, it } from 'vitest';
import { recalibrate } from '../../../pipeline/decision/history/recalibrate.ts';
import { stream } from './city.ts';

/** Predictions of four windows whose log-odds are so many times what they should be, and so much too low. */
function predictions(rows: number, extreme: number, shift = 0) {
  const random = stream(11);
  const truth = Float64Array.from({ length: rows }, () => random() * 4 - 3);
  return {
    logOdds: truth.map((one) => one * extreme - shift),
    outcome: truth.map((one) => Number(random() < 1 / (1 + Math.exp(-one)))),
    window: Int32Array.from({ length: rows }, (_, row) => Math.floor((4 * row) / rows)),
  };
}

it('takes back what earlier predictions overstated', () => {
  expect(recalibrate(predictions(8000, 2)).slope).toBeCloseTo(0.5, 1);
  expect(recalibrate(predictions(8000, 0.5)).slope).toBeCloseTo(2, 0);
  expect(recalibrate(predictions(8000, 1, 0.5)).intercept).toBeCloseTo(0.5, 1);
});

it('hardly turns what was right, or what one window alone speaks against', () => {
  expect(recalibrate(predictions(8000, 1)).slope).toBeCloseTo(1, 1);
  const one = predictions(200, 2);
  expect(recalibrate({ ...one, window: new Int32Array(200) }).slope).toBeCloseTo(1, 1);
  const low = { ...predictions(200, 1, 0.5), window: new Int32Array(200) };
  expect(recalibrate(low).intercept).toBeCloseTo(0, 1);
});
