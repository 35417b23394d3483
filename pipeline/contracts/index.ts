import type { Contract } from './contract.ts';
import { accident } from './datasets/accident.ts';
import { drill } from './datasets/drill.ts';
import { finding } from './datasets/finding.ts';
import { hazardReturn } from './datasets/hazard-return.ts';
import { hazard } from './datasets/hazard.ts';
import { inspection } from './datasets/inspection.ts';
import { activity } from './datasets/activity.ts';
import { bus } from './datasets/bus.ts';
import { educationTask } from './datasets/education-task.ts';
import { fireCheck } from './datasets/fire-check.ts';
import { handIn } from './datasets/hand-in.ts';
import { hazardousWaste } from './datasets/hazardous-waste.ts';
import { officeLog } from './datasets/office-log.ts';
import { platformUpload } from './datasets/platform-upload.ts';
import { riskList } from './datasets/risk-list.ts';
import { safeCampus } from './datasets/safe-campus.ts';
import { safetyMonthReturn } from './datasets/safety-month-return.ts';
import { securityStandard } from './datasets/security-standard.ts';
import { unitChange } from './datasets/unit-change.ts';
import { unit } from './datasets/unit.ts';

/** Every dataset Xiaoan takes in; units first, because the others refer to them. */
export const contracts: readonly Contract[] = [
  unit,
  unitChange,
  hazard,
  hazardReturn,
  drill,
  inspection,
  finding,
  accident,
  activity,
  handIn,
  officeLog,
  riskList,
  platformUpload,
  educationTask,
  fireCheck,
  hazardousWaste,
  bus,
  securityStandard,
  safeCampus,
  safetyMonthReturn,
];

/** The contract of a dataset, or undefined where there is none of that name. */
export const contractOf = (dataset: string): Contract | undefined =>
  contracts.find((contract) => contract.dataset === dataset);

export * from './codes/index.ts';
export * from './contract.ts';
export * from './disk-full.ts';
export * from './failure.ts';
export * from './letter-similarity.ts';
export * from './nearest-name.ts';
export * from './make-folder.ts';
export * from './write-atomically.ts';
export * from './moment.ts';
export * from './place-refused.ts';
export * from './text.ts';
export * from './wall-clock.ts';
