// Plain JavaScript, as pipeline/xiaoan.js is, so that the process needs no build step and no flags of Node.
import { register } from 'tsx/esm/api';

// Without the process that wants the snapshot nobody can be told; whatever was built by then is left as a crash leaves it.
process.on('disconnect', () => process.exit(1));
if (!process.connected) process.exit(1);

register();
const { buildAndTell } = await import('./build-process.ts');
await buildAndTell(process.argv[2]);
