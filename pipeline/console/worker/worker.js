// Plain JavaScript, as pipeline/xiaoan.js is, so that a worker needs no build step and no flags of Node.
import { register } from 'tsx/esm/api';

register();
const { work } = await import('./main.ts');
work();
