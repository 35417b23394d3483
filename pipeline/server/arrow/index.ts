export type { ArrowColumn } from './arrow-column.ts';
export { BrokenOff, requireWhole } from './broken-off.ts';
export { arrowColumn } from './column.ts';
export { arrowStream } from './stream.ts';
