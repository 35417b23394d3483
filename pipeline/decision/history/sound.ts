import { featuresOf, type HistoryFit } from './model.ts';
import type { Reference } from './reference.ts';

/**
 * Whether a fit can be predicted with: it holds every number that a prediction reads, each finite. False where the
 * fit did not converge, or where an earlier version of the program wrote it down without a number that is needed
 * now.
 */
export const isSound = (fit: HistoryFit): boolean => numbersOf(fit).every(Number.isFinite);

function numbersOf(fit: HistoryFit): unknown[] {
  const { settings, points, serious, recalibration, dispersion } = fit;
  const { covariates, ...numbers } = settings;
  const names = featuresOf({ covariates });
  return [
    ...Object.values(numbers),
    ...[fit.pointsReference, fit.rememberedReference, fit.seriousReference].flatMap(ofReference),
    ...[points, serious].flatMap((head) => [
      head.intercept,
      ...names.map((name) => head.weights[name]),
    ]),
    recalibration.intercept,
    recalibration.slope,
    dispersion,
    fit.evidence?.logLikelihood ?? 0,
  ];
}

const ofReference = (reference: Reference): unknown[] => [
  reference.level,
  reference.outlook,
  reference.usual,
  reference.usualSeason,
  ...reference.season,
  ...reference.period,
  ...Object.values(reference.team),
  ...Object.values(reference.type),
];
