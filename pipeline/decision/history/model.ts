import type { Covariate, Feature, Memory } from './memory.ts';
import type { Reference } from './reference.ts';
import type { Weights } from './regression.ts';

/** What the policy says of the model where data are too few to fit it. */
export interface HistoryPrior {
  /** Months after which a visit weighs half. */
  readonly halfLifeMonths: number;
  /** How many average visits the prior of a unit weighs. */
  readonly priorVisits: number;
  /** Variance ÷ mean of the points of a visit. */
  readonly overdispersion: number;
}

/** Everything about the model that is chosen by its predictions. */
export interface Settings extends Memory {
  /** Strength of the prior on the weights (regression.ts). */
  readonly ridge: number;
  readonly covariates: readonly Covariate[];
}

/** Weights of one outcome, by feature. */
export interface Head {
  readonly intercept: number;
  readonly weights: Readonly<Partial<Record<Feature, number>>>;
}

/** How well the model predicted the windows before its origin, each from what was known before it. */
export interface Evidence {
  readonly visits: number;
  /** Windows predicted, and the first visits, units and events in them. */
  readonly windows: number;
  /** Days of a window; a fit that an earlier version wrote down has none, and its windows are half-years. */
  readonly windowDays?: number;
  readonly predictions: number;
  readonly units: number;
  readonly events: number;
  /** Mean log-likelihood of a prediction, and of saying the rate of the earlier windows each time. */
  readonly logLikelihood: number;
  readonly logLikelihoodOfRate: number;
  /**
   * Lift of the fifth that is highest by what units showed alone, over all windows, with its 95 % interval (bootstrap
   * over units). Fits of an earlier version ranked by who went, and when, besides.
   */
  readonly lift: number;
  readonly liftLow: number;
  readonly liftHigh: number;
}

export type PriorBecause = 'too_few' | 'no_convergence';

/** A fitted model: plain data, the same for the same visits, bit by bit. */
export interface HistoryFit {
  /** First day that was not known, ISO date. */
  readonly origin: string;
  /** `prior`: nothing could be fitted, the policy's prior stands. */
  readonly status: 'fitted' | 'prior';
  /** Why the prior stands: too few data, or a fit that did not come to finite numbers. Null where fitted. */
  readonly priorBecause: PriorBecause | null;
  readonly settings: Settings;
  readonly pointsReference: Reference;
  readonly rememberedReference: Reference;
  readonly seriousReference: Reference;
  readonly points: Head;
  readonly serious: Head;
  /** Log-odds are turned by `intercept + slope × log-odds` (Platt). */
  readonly recalibration: { readonly intercept: number; readonly slope: number };
  /** Variance ÷ mean of points around the prediction. */
  readonly dispersion: number;
  /** Null where there was nothing to predict. */
  readonly evidence: Evidence | null;
}

/** Weights of a head, in the order of its features. */
export const headOf = (features: readonly Feature[], { intercept, weights }: Weights): Head => ({
  intercept,
  weights: Object.fromEntries(features.map((name, column) => [name, weights[column] ?? 0])),
});

/** The part of a linear predictor that the features make. */
export function weigh(head: Head, values: Readonly<Record<Feature, number>>): number {
  let sum = head.intercept;
  for (const [name, weight] of Object.entries(head.weights))
    sum += weight * values[name as Feature];
  return sum;
}

/** The features of settings, in the order of the weights. */
export const featuresOf = ({ covariates }: Pick<Settings, 'covariates'>): Feature[] => [
  'quick_points',
  'slow_points',
  'slow_serious',
  'class_points',
  'class_serious',
  ...covariates.flatMap((name): Feature[] =>
    name === 'gap' ? ['gap'] : [`${name}_points`, `${name}_serious`],
  ),
];
