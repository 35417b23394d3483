// Plain JavaScript, as pipeline/xiaoan.js is, so that a worker needs no build step and no flags of Node.
import { rmSync } from 'node:fs';
import { register } from 'tsx/esm/api';

// Without the process that asked there is nobody to answer, nor to clean up: before anything is loaded, too.
process.on('disconnect', () => {
  rmSync(process.cwd(), { recursive: true, force: true });
  process.exit(0);
});

register();
const { work } = await import('./main.ts');
work();
