// Plain JavaScript: a worker thread starts without the TypeScript loader and must bring its own.
import { register } from 'tsx/esm/api';

register();
await import('./planner-worker.ts');
