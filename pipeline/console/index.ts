export {
  openConsole,
  type ConsoleOptions,
  type QueryRecord,
  type RunningConsole,
} from './console.ts';
export { defaultLimits, type ConsoleLimits } from './limits.ts';
