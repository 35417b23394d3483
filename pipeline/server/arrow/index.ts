export type { ArrowColumn } from './arrow-column.ts';
export { arrowColumn } from './column.ts';
export { arrowStream } from './stream.ts';
