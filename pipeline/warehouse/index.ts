export { type BuildStep } from './build-step.ts';
export { build, type BuildOptions, type Published } from './build.ts';
export { Beside, modelsStopped, type BesideOptions, type Rerun } from './beside.ts';
export { openEngine, type EngineLimits } from './engine.ts';
export { lockHolder, type LockHolder } from './lock.ts';
export { readModels, readPolicyFiles, type Model } from './model-file.ts';
export { openWarehouse, requireWarehouse, warehouseFile, type Warehouse } from './open.ts';
export { addPolicyFile, policyFilesOf } from './policy-files.ts';
export { programName, programOf } from './program.ts';
export { snapshotTooOld } from './snapshot-too-old.ts';
export {
  currentSnapshot,
  openSnapshot,
  type SnapshotRecord,
  type SnapshotRef,
} from './snapshot.ts';
export type { StepProgress, StepTiming } from './step-clock.ts';
