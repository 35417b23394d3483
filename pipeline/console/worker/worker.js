// Plain JavaScript, as pipeline/xiaoan.js is, so that a worker needs no build step and no flags of Node.
import { rmSync } from 'node:fs';
import { register } from 'tsx/esm/api';

const folder = process.cwd();
// However it ends, by an answer that nobody reads any more too, it leaves nothing behind.
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
// Without the process that asked there is nobody to answer; that may have gone before this line.
process.on('disconnect', () => process.exit(0));
if (!process.connected) process.exit(0);

register();
const { work } = await import('./main.ts');
work();
