export { auc } from './auc.ts';
export { bootstrapUnits, pairedDifferences, type BootstrapOptions } from './bootstrap.ts';
export { brierSkill } from './brier.ts';
export {
  CALIBRATION_BINS,
  calibrationBins,
  calibrationError,
  type CalibrationBin,
} from './calibration-bins.ts';
export { calibrationFit, type CalibrationFit, type Estimate } from './calibration-fit.ts';
export { calibrationLimit, type SimulationOptions } from './calibration-limit.ts';
export { daysEarlier, daysEarlierWithin } from './days-earlier.ts';
export { percentileInterval, quantile, type Interval } from './interval.ts';
export { randomNumbers } from './random.ts';
export { rank, splitRanking, type Ranking, type Weights } from './ranking.ts';
export { liftAt, recallAt } from './share.ts';
export { rateOf, stepsOf, type Step, type StepParts, type UnitMonths } from './steps.ts';
export { tierFlipRate, tierSteps } from './tier-flips.ts';
export { inTopShare } from './top-share.ts';
export { topStability, topSteps } from './top-stability.ts';
export { withinAuc } from './within-auc.ts';
