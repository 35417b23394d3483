export { historyStep, historyStepFrom } from './step.ts';
export { fitHistory, priorFit, type FitOptions } from './fit.ts';
export type { Evidence, HistoryFit, HistoryPrior, Settings } from './model.ts';
export type { Target } from './memory.ts';
export {
  expectation,
  foresee,
  probabilityOfVisit,
  type Expectation,
  type Foresight,
  type Told,
} from './predict.ts';
export {
  dateOf,
  dayOf,
  UNKNOWN,
  visitTable,
  visitsBefore,
  type Visit,
  type VisitTable,
} from './visits.ts';
export { isSound } from './sound.ts';
export { firstVisits, targetOf } from './window.ts';
