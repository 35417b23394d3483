export { arrowStream } from './stream.ts';
