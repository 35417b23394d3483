import type { Contract } from './contract.ts';
import { accident } from './datasets/accident.ts';
import { drill } from './datasets/drill.ts';
import { finding } from './datasets/finding.ts';
import { hazardReturn } from './datasets/hazard-return.ts';
import { hazard } from './datasets/hazard.ts';
import { inspection } from './datasets/inspection.ts';
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
];

/** The contract of a dataset, or undefined where there is none of that name. */
export const contractOf = (dataset: string): Contract | undefined =>
  contracts.find((contract) => contract.dataset === dataset);

export * from './codes/index.ts';
export * from './contract.ts';
export * from './disk-full.ts';
export * from './failure.ts';
export * from './text.ts';
