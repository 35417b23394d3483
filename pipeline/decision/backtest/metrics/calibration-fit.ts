import type { Weights } from './ranking.ts';

/** An estimate with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Whether probabilities are too extreme, too timid, too high or too low. */
export interface CalibrationFit {
  /** 1 = right; below 1 the probabilities are too extreme, above 1 too timid. */
  readonly slope: Estimate;
  /** With the slope: 0 = right. */
  readonly intercept: Estimate;
  /** Intercept with the slope held at 1 (calibration in the large): above 0 the probabilities are too low. */
  readonly inTheLarge: Estimate;
}

/** Normal quantile of a 95 % interval. */
const Z = 1.959964;

/** Keeps the logit of a probability finite. */
const EDGE = 1e-6;

const STEPS = 50;

/**
 * Calibration slope and intercept: logistic regression of the event on the logit of the probability,
 * logit P(y = 1) = a + b · logit(p), by Newton's method; intervals a ± 1.96 · standard error from the Fisher
 * information.
 * Source: Cox 1958, Biometrika 45, 562–565; Van Calster et al. 2019, BMC Medicine 17:230.
 * @param probability of the event, one a visit
 * @param event 1 where the visit found the event, else 0
 * @returns undefined where the fit does not exist: no event, nothing but events, one probability for all,
 *   or probabilities that part events from the rest without error
 */
export function calibrationFit(
  probability: ArrayLike<number>,
  event: ArrayLike<number>,
  weights?: Weights,
): CalibrationFit | undefined {
  const logits = Float64Array.from(probability, (p) => {
    const inside = Math.min(1 - EDGE, Math.max(EDGE, p));
    return Math.log(inside / (1 - inside));
  });
  const both = newton(logits, event, weights, false);
  const one = newton(logits, event, weights, true);
  if (!both || !one) return undefined;
  return {
    slope: estimate(both.slope, both.slopeVariance),
    intercept: estimate(both.intercept, both.interceptVariance),
    inTheLarge: estimate(one.intercept, one.interceptVariance),
  };
}

function estimate(value: number, variance: number): Estimate {
  const half = Z * Math.sqrt(variance);
  return { value, low: value - half, high: value + half };
}

interface Fit {
  readonly slope: number;
  readonly slopeVariance: number;
  readonly intercept: number;
  readonly interceptVariance: number;
}

/** Maximum likelihood of intercept and slope, or of the intercept alone with the slope at 1. */
function newton(
  logits: Float64Array,
  event: ArrayLike<number>,
  weights: Weights | undefined,
  slopeFixed: boolean,
): Fit | undefined {
  let intercept = 0;
  let slope = 1;
  for (let step = 0; step < STEPS; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 0, 0, 0];
    logits.forEach((x, visit) => {
      const weight = weights?.[visit] ?? 1;
      const p = 1 / (1 + Math.exp(-(intercept + slope * x)));
      const residual = weight * ((event[visit] === 1 ? 1 : 0) - p);
      const information = weight * p * (1 - p);
      g0 += residual;
      g1 += residual * x;
      h00 += information;
      h01 += information * x;
      h11 += information * x * x;
    });
    if (slopeFixed) [g1, h01, h11] = [0, 0, 1];
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 1e-9 * h00 * h11)) return undefined;
    const stepIntercept = (h11 * g0 - h01 * g1) / determinant;
    const stepSlope = (h00 * g1 - h01 * g0) / determinant;
    intercept += stepIntercept;
    slope += stepSlope;
    // Where events part from the rest the estimate runs off to infinity.
    if (!(Math.abs(intercept) < 50 && Math.abs(slope) < 50)) return undefined;
    if (Math.abs(stepIntercept) + Math.abs(stepSlope) < 1e-10)
      return {
        slope,
        slopeVariance: h00 / determinant,
        intercept,
        interceptVariance: h11 / determinant,
      };
  }
  return undefined;
}
