export { openConsole, type ConsoleOptions, type RunningConsole } from './console.ts';
export { defaultLimits, type ConsoleLimits } from './limits.ts';
export { QueryRunner, type QueryRecord } from './query-runner.ts';
export type { CellTable } from './worker/formats/cells.ts';
