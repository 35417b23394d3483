// Plain JavaScript, as pipeline/xiaoan.js is, so that the process needs no build step and no flags of Node.
import { register } from 'tsx/esm/api';

// Without the process that asked nobody can be told; whatever was made by then is left as a crash leaves it.
process.on('disconnect', () => process.exit(1));
if (!process.connected) process.exit(1);

const input = new Promise((resolve) => process.once('message', resolve));
register();
const { doJob } = await import('./process.ts');
await doJob(process.argv[2], await input);
